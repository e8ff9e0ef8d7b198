import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBody, patchBody } from './fromContent.ts';
import { instantOf } from './time.ts';

const at = (iso: string): number => Date.parse(iso);
const content = {
  span: { start: at('2026-12-01T08:00:00Z'), end: at('2026-12-01T09:00:00Z') },
  title: 'Team',
  notes: 'n',
  place: 'Room 4',
  look: null,
};

describe('what is written to TIMIFY', () => {
  it('never has an empty title, nor a mark by itself', () => {
    const body = createBody({ ...content, title: ' ' }, 'r1');
    expect(body).toMatchObject({ title: '–', has_notify_customers: false, has_notify_resources: false });
    expect(body).not.toHaveProperty('external_id');
  });

  it('is at least the time that was meant, on the grid of five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 1e9 }), (start, length) => {
        const body = createBody({ ...content, span: { start, end: start + length } }, 'r1');
        const begin = instantOf(body['datetime']) ?? NaN;
        const minutes = Number(body['duration']);
        expect(begin % 300_000).toBe(0);
        expect(minutes % 5).toBe(0);
        expect(minutes).toBeGreaterThan(0);
        expect(begin <= start && begin + minutes * 60_000 >= start + length).toBe(true);
      }),
    );
  });

  it('is only what has changed', () => {
    expect(patchBody({ title: 'New' }, true)).toEqual({
      title: 'New',
      has_notify_customers: true,
      has_notify_resources: false,
    });
    expect(patchBody({ span: content.span, notes: '' }, false)).toEqual({
      datetime: '2026-12-01 08:00',
      duration: 60,
      notes: '',
      has_notify_customers: false,
      has_notify_resources: false,
    });
    expect(patchBody({ place: 'Room 5' }, false)).toBeNull();
  });
});
