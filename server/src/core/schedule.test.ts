import { describe, expect, it } from 'vitest';
import { isSweepDue, netsAfter, netsDue, nextDue, nextNet, type Nets } from './schedule.ts';
import { HOUR, MINUTE } from './spans.ts';

const NOON = Date.UTC(2026, 2, 2, 12);

describe('a company’s nets', () => {
  /** Rung for every ten seconds, for as long as that: how often each net is drawn. */
  const underTraffic = (minutes: number): Record<keyof Nets, number> => {
    const drawn = { near: 0, far: 0 };
    let nets: Nets | null = null;
    for (let now = NOON; now < NOON + minutes * MINUTE; now += 10_000) {
      const due = netsDue(nets, now, false);
      nets = netsAfter(nets, due, now);
      drawn.near += Number(due.near);
      drawn.far += Number(due.far);
    }
    return drawn;
  };

  it('are drawn each minute and each quarter of an hour, whatever rings meanwhile', () => {
    expect(underTraffic(60)).toEqual({ near: 60, far: 3 });
    expect(underTraffic(61)).toEqual({ near: 61, far: 4 });
  });

  it('are due again when the earlier of them is, also after a run that drew none', () => {
    const nets = { near: NOON, far: NOON - 10 * MINUTE };
    const due = netsDue(nets, NOON + 30_000, false);
    expect(due).toEqual({ near: false, far: false });
    expect(nextNet(netsAfter(nets, due, NOON + 30_000))).toBe(NOON + MINUTE);
    expect(nextNet({ near: NOON, far: NOON - 14.5 * MINUTE })).toBe(NOON + MINUTE / 2);
  });

  it('are both drawn when too much was rung for', () => {
    expect(netsDue({ near: NOON, far: NOON }, NOON, true)).toEqual({ near: true, far: true });
  });

  it('are drawn where a clock that was ahead has noted them', () => {
    const ahead = { near: NOON + HOUR, far: NOON + HOUR };
    expect(netsDue(ahead, NOON, false)).toEqual({ near: true, far: true });
  });
});

describe('the sweep of a connection', () => {
  const facts = { id: 'connection', hasShared: false, renewAt: null, auditAt: null, digestAt: null };

  it('stays due when it was, however often something else is looked at', () => {
    const sweptAt = NOON;
    const first = nextDue({ ...facts, sweptAt, now: NOON + MINUTE });
    for (let now = NOON; now < first; now += MINUTE) {
      expect(isSweepDue({ ...facts, sweptAt, now })).toBe(false);
      expect(nextDue({ ...facts, sweptAt, now })).toBe(first);
    }
    expect(isSweepDue({ ...facts, sweptAt, now: first })).toBe(true);
    expect(nextDue({ ...facts, sweptAt, now: first + HOUR })).toBe(first + HOUR);
  });

  it('comes each half hour, or each five minutes where a calendar rings no bell, scattered by a fifth', () => {
    for (const id of ['a', 'connection', 'another one']) {
      const every = (hasShared: boolean): number =>
        (nextDue({ ...facts, id, hasShared, sweptAt: NOON, now: NOON }) - NOON) / MINUTE;
      expect(Math.abs(every(false) - 30)).toBeLessThanOrEqual(6);
      expect(Math.abs(every(true) - 5)).toBeLessThanOrEqual(1);
    }
  });

  it('is due where nobody knows of one', () => {
    expect(isSweepDue({ ...facts, sweptAt: null, now: NOON })).toBe(true);
  });

  it('does not put off a renewal, an audit or a digest', () => {
    const at = { renewAt: NOON + 3, auditAt: NOON + 2, digestAt: NOON + 1 };
    expect(nextDue({ ...facts, ...at, sweptAt: NOON, now: NOON })).toBe(NOON + 1);
  });
});
