import { describe, expect, it } from 'vitest';
import { overlap } from '../../../test/fixtures.ts';
import { layoutOf } from './layout.ts';
import { asksNotify, otherWays, primaryWay, resolveBody } from './ways.ts';

const [slot] = overlap.slots;

describe('the primary way out', () => {
  it('moves the booking to a free time where there is one', () => {
    expect(primaryWay(overlap)).toBe('move-booking');
    expect(primaryWay({ ...overlap, slots: [] })).toBe('keep-both');
  });

  it('cancels only where that is the question', () => {
    const actions = ['put-back', 'cancel-booking'] as const;
    expect(primaryWay({ ...overlap, kind: 'mirror-deleted', actions: [...actions] })).toBe('put-back');
    expect(primaryWay({ ...overlap, kind: 'confirm-cancel', actions: [...actions] })).toBe('cancel-booking');
  });

  it('needs no free time to accept a move that has happened', () => {
    const moved = { ...overlap, kind: 'confirm-move' as const, slots: [] };
    expect(primaryWay(moved)).toBe('move-booking');
    expect(resolveBody(moved, 'move-booking', { slot: undefined, notify: true })).toEqual({
      action: 'move-booking',
      notify: true,
    });
  });
});

it('shows all other ways, and both ways to ignore as one', () => {
  expect(otherWays(overlap, 'move-booking')).toEqual(['keep-both', 'ignore']);
});

describe('what is sent', () => {
  it('says whether the customer is told exactly where it must', () => {
    expect(resolveBody(overlap, 'move-booking', { slot, notify: false })).toEqual({
      action: 'move-booking',
      slot,
      notify: false,
    });
    expect(resolveBody(overlap, 'keep-both', { slot, notify: true })).toEqual({ action: 'keep-both' });
    expect(asksNotify({ ...overlap, notifyRequired: false })).toBe(false);
  });
});

describe('the drawing', () => {
  it('has at least four hours, and both items on one scale', () => {
    const layout = layoutOf(overlap, undefined);
    expect(layout?.height).toBeGreaterThanOrEqual(4 * 48);
    expect(layout?.items.office).toMatchObject({ height: 72 });
    expect(layout?.overlapMinutes).toBe(30);
  });

  it('makes room for the proposed time of the same day, not for another day', () => {
    expect(layoutOf(overlap, slot)?.proposed).toBeDefined();
    expect(layoutOf(overlap, overlap.slots[2])?.proposed).toBeUndefined();
  });

  it('leaves all-day items to the words', () => {
    expect(
      layoutOf(
        { ...overlap, office: { ...overlap.office, allDay: true } as typeof overlap.office },
        undefined,
      ),
    ).toBeUndefined();
  });
});
