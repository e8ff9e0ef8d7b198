import { compile } from 'html-to-text';

/** Readable text of an HTML body: line breaks kept, addresses of links and pictures left out, no script, no style. */
const fromHtml = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'head', format: 'skip' },
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'h3', options: { uppercase: false } },
    { selector: 'h4', options: { uppercase: false } },
    { selector: 'h5', options: { uppercase: false } },
    { selector: 'h6', options: { uppercase: false } },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
});

const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .trim();

/** The notes of an event from its body, whichever way Graph sent it. */
export const notesOf = (
  body: { contentType?: string | null | undefined; content?: string | null | undefined } | null | undefined,
): string => {
  const content = body?.content ?? '';
  return tidy(body?.contentType === 'html' ? fromHtml(content) : content);
};
