import { describe, expect, it } from 'vitest';
import { times, tomorrow, type ConflictAnswer } from './answers.ts';
import type { Person } from './person.ts';
import type { Town } from './town.ts';

/**
 * Every way out that the product offers, tried: what the world is like afterwards, that nothing reopens, and that nobody
 * got mail but who should.
 */

/** Far enough ahead that no summer time begins in between; hours are UTC. */
export const on = (hour: number, minute = 0, days = 2): string => tomorrow(hour, minute, days);
/** Midnight as Graph tells it, days after the day of `on`. */
export const dayAt = (days: number) => ({ dateTime: on(0, 0, 2 + days).replace('Z', ''), timeZone: 'UTC' });
export const at = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
export const span = (from: string, to: string) => ({ start: from, end: to });

export interface Stage {
  lena: Person;
  conflict: ConflictAnswer;
  /** Ids of what the stage made. */
  event?: { id: string };
  booking?: { id: string };
}

export interface Way {
  action: string;
  /** More of the call's body than the action. */
  body?: (stage: Stage) => Record<string, unknown>;
  /** What the call answers where it can't be done in this world. */
  refusedIn?: (town: Town) => string | null;
  after: (stage: Stage) => Promise<void>;
}

export interface Case {
  kind: string;
  title: string;
  build: () => Promise<Omit<Stage, 'conflict'>>;
  ways: Way[];
}

export const firstSlot = ({ conflict }: Stage) => ({ slot: conflict.slots[0] });
export const quietly = () => ({ notify: false });
export const loudly = () => ({ notify: true });

export const eventsOf = async ({ lena }: Stage) =>
  (await lena.events()).map(times).sort((a, b) => a.start.localeCompare(b.start));
export const blockersOf = async ({ lena }: Stage) =>
  (await lena.blockers()).map(({ start, end }) => ({ start, end }));
export const bookingsOf = async ({ lena }: Stage) =>
  (await lena.appointments())
    .filter((item) => item.customers.length > 0 || item.serviceId !== null)
    .map((item) => ({
      start: new Date(item.bookings[0]?.interval.begin ?? '').toISOString().replace('.000Z', 'Z'),
      id: item.id,
    }));
/** What stands afterwards on either side, asked for when it is time: midnight may have passed since the file was read. */
export const stands =
  (wanted: () => { events?: unknown[]; blockers?: unknown[]; bookings?: unknown[] }): Way['after'] =>
  async (stage) => {
    const { events, blockers, bookings } = wanted();
    if (events) expect(await eventsOf(stage)).toEqual(events);
    if (blockers) expect(await blockersOf(stage)).toEqual(blockers);
    // An empty list would match any: what must be gone must be none.
    if (bookings?.length === 0) expect(await bookingsOf(stage)).toEqual([]);
    else if (bookings) expect(await bookingsOf(stage)).toMatchObject(bookings);
  };

export const slotTimes = ({ conflict }: Stage) => {
  const [slot] = conflict.slots;
  if (!slot) throw new Error('no slot');
  const plain = (iso: string): string => iso.replace('.000Z', 'Z');
  return span(plain(slot.start), plain(slot.end));
};

export const guest = {
  emailAddress: { address: 'guest@elsewhere.example', name: 'A guest' },
  type: 'required',
};

/** Whether nothing can be booked between the two times: bookings and blockers together hold all of it. */
export const covered = async ({ lena }: Stage, from: string, to: string): Promise<boolean> => {
  const taken = (await lena.appointments())
    .flatMap((item) => item.bookings)
    .map(({ interval }) => [Date.parse(interval.begin), Date.parse(interval.end)] as const)
    .sort((a, b) => a[0] - b[0]);
  let reached = Date.parse(from);
  for (const [start, end] of taken) if (start <= reached) reached = Math.max(reached, end);
  return reached >= Date.parse(to);
};

const open = async (town: Town, build: Case['build'], kind: string): Promise<Stage> => {
  const stage = await build();
  await town.settled();
  const conflicts = await stage.lena.conflicts();
  expect(conflicts.map((one) => one.kind)).toEqual([kind]);
  const [conflict] = conflicts;
  if (!conflict) throw new Error('no conflict');
  return { ...stage, conflict };
};

/** One test for what is offered, and one for each way out. */
export const tryWays = (cases: Case[], town: () => Town): void => {
  describe.each(cases)('$kind: $title', { timeout: 60_000 }, ({ kind, build, ways }) => {
    it('is offered with these ways out, and with free times where something can move', async () => {
      const stage = await open(town(), build, kind);
      const offered = [...new Set(ways.map(({ action }) => action))];
      expect([...stage.conflict.actions].sort()).toEqual(offered.sort());
      const moves = ['move-booking', 'move-event'].some((one) => stage.conflict.actions.includes(one));
      expect(stage.conflict.slots).toHaveLength(
        moves && kind !== 'confirm-move' ? 3 : stage.conflict.slots.length,
      );
      expect(await stage.lena.lookAgain()).toEqual([]);
      expect((await stage.lena.conflicts()).map(({ id }) => id)).toEqual([stage.conflict.id]);
    });

    it.each(
      ways.map(
        (way) => [way.action, JSON.stringify(way.body === loudly ? { notify: true } : {}), way] as const,
      ),
    )('is solved by %s %s', async (action, _, way) => {
      const stage = await open(town(), build, kind);
      const { lena, conflict } = stage;
      const before = (await town().mailsToOthers()).length;
      const answer = await lena.resolve(conflict, { action, ...way.body?.(stage) });
      expect(answer.status).toBe(200);
      await town().settled();
      const refusal = way.refusedIn?.(town()) ?? null;
      if (refusal) {
        expect(answer.body).toMatchObject({ ok: false, error: refusal });
        await lena.lookAgain();
        // What TIMIFY does not take stays a question, and both sides show it.
        expect((await lena.conflicts()).map((one) => one.kind)).toEqual([kind]);
        expect(await lena.lookAgain()).toEqual([]);
        return;
      }
      expect(answer.body).toMatchObject({ ok: true });
      await way.after(stage);
      expect(await lena.conflicts()).toEqual([]);
      expect(await lena.lookAgain()).toEqual([]);
      expect(await lena.lookAgain()).toEqual([]);
      expect(await lena.conflicts()).toEqual([]);
      await way.after(stage);
      const mails = (await town().mailsToOthers()).slice(before);
      expect(mails.length > 0).toBe(way.body === loudly);
      const [closed] = (await lena.allConflicts()).filter(({ id }) => id === conflict.id);
      expect(closed?.closedBy).toBe(action.startsWith('ignore') ? 'ignored' : 'solved');
    });
  });
};
