import type { Call } from '../http/call.ts';
import { json, type GraphAnswer } from '../http/call.ts';

/** Absolute links and `@odata.context`, with the caller's own origin. */
export function contextOf(call: Call, rest: string): string {
  return `${call.request.origin}/$metadata#users('${encodeURIComponent(call.user.upn)}')/${rest}`;
}

/** Path of the request without its query, as the caller wrote it. */
export function ownPath(call: Call): string {
  return call.request.path.split('?')[0] ?? '';
}

/** The same request with other query options, for `@odata.nextLink`. */
export function nextLink(call: Call, options: Record<string, string | number>): string {
  const names = new Set(Object.keys(options).map((name) => name.toLowerCase()));
  const kept = call.query.text
    .split('&')
    .filter((part) => part !== '' && !names.has(decodeURIComponent(part.split('=')[0] ?? '').toLowerCase()));
  const added = Object.entries(options).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return `${call.request.origin}${ownPath(call)}?${[...kept, ...added].join('&')}`;
}

export const DEFAULT_PAGE = 10;
export const LARGEST_TOP = 1000;

/** One page of a list: `$top` (default 10), `$skip`, `$count` (facts: graph §6.2, §6.3). */
export function page<T>(
  call: Call,
  context: string,
  items: readonly T[],
  show: (item: T) => unknown,
): GraphAnswer {
  const top = call.query.count('$top');
  const size = Math.min(top ?? call.prefer.pageSize ?? DEFAULT_PAGE, LARGEST_TOP);
  const skip = call.query.count('$skip') ?? 0;
  const shown = items.slice(skip, skip + size);
  const more = skip + shown.length < items.length && size > 0;
  return json(200, {
    '@odata.context': context,
    ...(call.query.get('$count')?.toLowerCase() === 'true' ? { '@odata.count': items.length } : {}),
    value: shown.map(show),
    ...(more ? { '@odata.nextLink': nextLink(call, { $skip: skip + shown.length }) } : {}),
  });
}
