import { compile } from 'html-to-text';

/** Deeper than anybody writes, and far less deep than what would end the process's stack. */
const DEEPEST = 1_000;

/**
 * Readable text of an HTML body: line breaks kept, a line for each row of a table, addresses of links and pictures left out,
 * no script, no style.
 */
const fromHtml = compile({
  wordwrap: false,
  limits: { maxDepth: DEEPEST },
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
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
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
