import { convert, type HtmlToTextOptions } from 'html-to-text';
import type { EventBody } from '../model.ts';

/**
 * Bodies as Exchange gives them back: rewritten, never byte for byte what was sent (facts: graph §3.1). HTML is wrapped,
 * text asked for as HTML is converted, and text comes with CRLF line ends and one at the end.
 */

const META = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">';
const PREVIEW_LENGTH = 255;

/** Exchange writes headings as they are, links as `text<address>`, and leaves pictures out. */
const AS_TEXT: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'skip' },
  ],
};

const texts = new WeakMap<EventBody, string>();

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function htmlOf(body: EventBody): string {
  if (body.contentType === 'html') {
    const inner = /<body[^>]*>([\s\S]*)<\/body>/i.exec(body.content)?.[1] ?? body.content;
    return `<html><head>\r\n${META}</head><body>${inner}</body></html>\r\n`;
  }
  const lines = escapeHtml(body.content)
    .split(/\r\n|\r|\n/)
    .join('<br>\r\n');
  const style =
    '<!-- converted from text --><style><!-- .EmailQuote { margin-left: 1pt; padding-left: 4pt } --></style>';
  return `<html><head>\r\n${META}\r\n${style}</head>\r\n<body>\r\n<font size="2"><span style="font-size:11pt;"><div class="PlainText">${lines}</div></span></font>\r\n</body>\r\n</html>\r\n`;
}

function plainText(body: EventBody): string {
  let text = texts.get(body);
  if (text === undefined) {
    const raw = body.contentType === 'html' ? convert(body.content, AS_TEXT) : body.content;
    texts.set(body, (text = raw.replace(/\r\n|\r|\n/g, '\r\n')));
  }
  return text;
}

export function presentBody(body: EventBody, as: 'html' | 'text'): { contentType: string; content: string } {
  if (body.content === '') return { contentType: as, content: '' };
  if (as === 'html') return { contentType: 'html', content: htmlOf(body) };
  return { contentType: 'text', content: `${plainText(body).replace(/(\r\n)+$/, '')}\r\n` };
}

export function bodyPreview(body: EventBody): string {
  return body.content === '' ? '' : plainText(body).trim().slice(0, PREVIEW_LENGTH);
}
