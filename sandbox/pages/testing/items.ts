import type { Item } from '../src/model/items.ts';

/** An Office event of the given times; anything else as wanted. */
export function item(key: string, start: string, end: string, more: Partial<Item> = {}): Item {
  const span = { start: Date.parse(start), end: Date.parse(end) };
  return {
    ...span,
    ...{ key, id: key, side: 'office', title: key, detail: '', allDay: false, copy: false, private: false },
    ...{ editable: true, showAs: 'busy', serviceId: '', customerId: '' },
    wholeStart: span.start,
    wholeMinutes: (span.end - span.start) / 60_000,
    ...more,
  };
}
