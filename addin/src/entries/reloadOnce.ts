const KEY = 'timify-sync.reloaded';
const LONG_AGO_MS = 60_000;

interface Reloadable {
  readonly location: Pick<Location, 'reload'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * A page that was kept open over a release asks for files that are gone: a reload brings the new ones. Where a file is missing
 * right after that too, the fault is shown instead of a page that reloads for ever.
 */
export function reloadOnce({ location, sessionStorage }: Reloadable, now = Date.now()): void {
  try {
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < LONG_AGO_MS) return;
    sessionStorage.setItem(KEY, String(now));
  } catch {
    // Without a memory nobody could tell the first time from the next.
    return;
  }
  location.reload();
}
