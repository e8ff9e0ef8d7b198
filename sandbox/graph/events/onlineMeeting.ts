import type { EventBody } from '../model.ts';

/** Where a meeting of the sandbox would be joined. Nobody answers there. */
export const JOIN_URL = 'https://teams.sandbox.invalid/meet';

/**
 * What Exchange writes under the text of an event that becomes an online meeting. A body that is written without it loses
 * the way into the meeting (facts: graph §3.1).
 */
const BLOB = [
  '<br><div style="width:100%"><span style="color:#5F5F5F">',
  '________________________________________________________________________________</span></div>',
  '<div class="me-email-text" lang="en-US"><div><span style="font-size:24px">Microsoft Teams meeting</span></div>',
  `<div><a class="me-email-headline" href="${JOIN_URL}">Join the meeting now</a></div></div>`,
].join('');

function asHtml({ contentType, content }: EventBody): string {
  if (contentType === 'html') return content;
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped.split(/\r\n|\r|\n/).join('<br>');
}

/** The body with the way into the meeting under it. */
export function withMeetingBlob(body: EventBody): EventBody {
  const html = asHtml(body);
  const inner = /^([\s\S]*)(<\/body>[\s\S]*)$/i.exec(html);
  return { contentType: 'html', content: inner ? `${inner[1] ?? ''}${BLOB}${inner[2] ?? ''}` : html + BLOB };
}
