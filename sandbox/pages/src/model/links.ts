export type TextPart = { text: string } | { link: string };

/** Cuts a mail's text at its web addresses; punctuation after an address is not part of it. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const link = match[0].replace(/[).,;:!?]+$/, '');
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ link });
    from = match.index + link.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The query of a link into the pane, to be handed on to whatever host is shown; undefined for other links. */
export function paneQuery(link: string, server: string): string | undefined {
  if (!URL.canParse(link) || !URL.canParse(server)) return undefined;
  const url = new URL(link);
  return url.origin === new URL(server).origin && url.search.length > 1 ? url.search : undefined;
}
