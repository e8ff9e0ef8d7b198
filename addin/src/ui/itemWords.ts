import type { ShownItem } from '../../../shared/items.ts';
import type { Side } from '../../../shared/words.ts';
import type { Wording } from '../app/words.tsx';

/** What to call an item: its title, else why there is none. */
export function itemTitle(item: ShownItem, { t }: Pick<Wording, 't'>): string {
  if (item.title !== null && item.title !== '') return item.title;
  if (item.service !== null) return item.service;
  if (item.readable === 'hidden') return t('item.hidden');
  return item.readable === 'later' ? t('item.laterReadable') : t('item.untitled');
}

export function itemTime(item: ShownItem, { t, f }: Pick<Wording, 't' | 'f'>): string {
  return item.allDay ? t('general.allDay') : f.range(item.start, item.end);
}

export const customersOf = (item: ShownItem): string | undefined =>
  item.customers.length === 0 ? undefined : item.customers.join(', ');

/** "Sehtest, Clara Vogel", as conflicts name a booking. */
export function fullTitle(item: ShownItem, wording: Pick<Wording, 't'>): string {
  const title = itemTitle(item, wording);
  const customers = customersOf(item);
  return customers === undefined || title.includes(customers) ? title : `${title}, ${customers}`;
}

export const otherSide = (side: Side): Side => (side === 'office' ? 'timify' : 'office');
