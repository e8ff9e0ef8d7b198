interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

export type AskPage<T> = (after: string | undefined, signal?: AbortSignal) => Promise<PageOf<T>>;

/** As many pages as are there, at most so many. One that moved from one page to another is there once. */
export async function pagesOf<T extends { readonly id: string }>(
  ask: AskPage<T>,
  signal?: AbortSignal,
  atMost: () => number = () => Infinity,
): Promise<{ readonly items: readonly T[]; readonly next: string | undefined }> {
  const found = new Map<string, T>();
  let next: string | undefined;
  for (let page = 0; page < atMost(); page += 1) {
    const answer = await ask(next, signal);
    const before = found.size;
    for (const item of answer.items) found.set(item.id, item);
    // Where all of a page is known, the list began anew beneath us: its end would never come.
    const isAnew = answer.items.length > 0 && found.size === before;
    next = isAnew ? undefined : answer.next;
    if (next === undefined) break;
  }
  return { items: [...found.values()], next };
}
