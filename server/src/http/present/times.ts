import type { Span as ShownSpan } from '../../../../shared/words.ts';
import type { Instant, Span } from '../../core/items.ts';

export const time = (instant: Instant): string => new Date(instant).toISOString();

export const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : time(instant);

export const span = ({ start, end }: Span): ShownSpan => ({ start: time(start), end: time(end) });

export const spanFrom = ({ start, end }: ShownSpan): Span => ({
  start: Date.parse(start),
  end: Date.parse(end),
});

/** A page; `next` is absent on the last one. */
export const page = <T>(items: T[], next: string | null = null): { items: T[]; next?: string } =>
  next === null ? { items } : { items, next };
