/** The one that every browser knows. */
const LAST_RESORT = 'UTC';

/** Whether this browser can tell times in it: zones are made and renamed more often than browsers are renewed. */
function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The first zone that this browser knows, else UTC. */
export const firstKnown = (...zones: readonly (string | undefined)[]): string =>
  zones.find((zone) => zone !== undefined && zone !== '' && isKnown(zone)) ?? LAST_RESORT;

/** Undefined where the browser tells none, or one that it does not know itself ("Etc/Unknown"). */
export function deviceZone(): string | undefined {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return firstKnown(zone) === zone ? zone : undefined;
}
