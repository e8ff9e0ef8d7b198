export type Side = 'office' | 'timify';

export const SHOW_AS = ['busy', 'free', 'tentative', 'oof', 'workingElsewhere'] as const;
export type ShowAs = (typeof SHOW_AS)[number];

/** One span on one calendar, as the page draws it. */
export interface Item {
  /** Unique on its side: a split booking has one item per slice. */
  key: string;
  /** What the service calls it. */
  id: string;
  side: Side;
  title: string;
  /** Customer, place or calendar; empty where there is nothing to add. */
  detail: string;
  /** Epoch milliseconds. For an all-day item: the midnights of its first day and of the day after its last, in UTC. */
  start: number;
  end: number;
  allDay: boolean;
  /** We made it for an item on the other side. */
  copy: boolean;
  private: boolean;
  editable: boolean;
  showAs: ShowAs;
  /** Start of the whole booking, which differs from the slice's own in a split one. */
  wholeStart: number;
  wholeMinutes: number;
  serviceId: string;
  customerId: string;
}

/** What the small form edits. Date and time are wall time in the person's zone. */
export interface Draft {
  title: string;
  date: string;
  time: string;
  minutes: number;
  allDay: boolean;
  days: number;
  showAs: ShowAs;
  private: boolean;
  serviceId: string;
  customerId: string;
}

/** A new place for an existing item. */
export interface Span {
  start: number;
  end: number;
}
