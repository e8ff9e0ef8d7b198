import { onTestFinished } from 'vitest';

/** All that was to be seen from now on, also for one moment: `look` is asked at each change of the page. */
export function watched<T>(look: () => T): readonly T[] {
  const seen: T[] = [];
  const changes = new MutationObserver(() => {
    const now = look();
    if (now !== seen.at(-1)) seen.push(now);
  });
  changes.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
  onTestFinished(() => changes.disconnect());
  return seen;
}
