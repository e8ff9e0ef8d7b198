import { afterEach, expect, test } from 'vitest';
import type { DirectoryUser } from '../world.ts';
import type { Json } from './testJson.ts';
import { cast, createTestWorld, hour, IMMUTABLE, pages, WINDOW, type TestWorld } from './testWorld.ts';

/** Random writes by a person, read by a client that knows only delta and `/instances`: it must see what the view shows. */

let sandbox: TestWorld;
afterEach(() => sandbox.close());

const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const CALENDARS = ['Kalender', 'Projekte'];

class Reader {
  readonly #seen = new Map<string, string | null>();
  readonly #calendar: string;
  #link: string;

  constructor(calendar: string) {
    this.#calendar = calendar;
    this.#link = `/me/calendars/${encodeURIComponent(calendar)}/calendarView/delta?${WINDOW}`;
  }

  async read(user: DirectoryUser, pageSize: number): Promise<void> {
    const headers = { Prefer: `IdType="ImmutableId", odata.maxpagesize=${pageSize}` };
    const { items, deltaLink } = await pages(sandbox, user, this.#link, headers);
    this.#link = deltaLink;
    const series = new Set<string>();
    for (const item of items) {
      if (item['@removed']) this.#forget(item.id);
      else if (item.type === 'singleInstance') this.#seen.set(item.id, null);
      else series.add(item.type === 'seriesMaster' ? item.id : (item.seriesMasterId ?? ''));
    }
    for (const master of series) await this.#readSeries(user, master);
  }

  ids(): string[] {
    return [...this.#seen.keys()].sort();
  }

  async shown(user: DirectoryUser): Promise<string[]> {
    const route = `/me/calendars/${encodeURIComponent(this.#calendar)}/calendarView?${WINDOW}&$top=1000`;
    return (await pages(sandbox, user, route, IMMUTABLE)).items.map((one) => one.id).sort();
  }

  async #readSeries(user: DirectoryUser, master: string): Promise<void> {
    this.#forget(master);
    const route = `/me/calendars/${encodeURIComponent(this.#calendar)}/events/${encodeURIComponent(master)}/instances?${WINDOW}&$top=1000`;
    const answer = await sandbox.call(user, 'GET', route, { headers: IMMUTABLE });
    if (answer.status === 200) for (const one of answer.body.value) this.#seen.set(one.id, master);
  }

  #forget(id: string): void {
    this.#seen.delete(id);
    for (const [one, master] of this.#seen) if (master === id) this.#seen.delete(one);
  }
}

type Draw = (below: number) => number;

function drawFrom(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const dateOf = (draw: Draw) => new Date(Date.UTC(2026, 9, 15 + draw(260))).toISOString().slice(0, 10);

function recurrenceOf(draw: Draw): unknown {
  const days = ['monday', 'wednesday', 'friday'].filter(() => draw(2) === 0);
  const pattern = draw(2)
    ? { type: 'daily', interval: 1 + draw(9) }
    : { type: 'weekly', interval: 1 + draw(2), daysOfWeek: days.length > 0 ? days : ['tuesday'] };
  const range = draw(3) ? { type: 'numbered', numberOfOccurrences: 1 + draw(20) } : { type: 'noEnd' };
  return { pattern, range: { ...range, startDate: dateOf(draw) } };
}

/** One thing that a person may do. Refusals are part of life. */
async function act(user: DirectoryUser, draw: Draw): Promise<void> {
  const all: Json[] = (await pages(sandbox, user, `/me/events?$top=1000`)).items;
  const there = sandbox.graph.state()[user.email]?.events.filter((one) => one.isOrganizer) ?? [];
  const event = there[draw(there.length)];
  const kind = draw(9);
  if (kind < 2 || !event)
    await sandbox.call(user, 'POST', '/me/events', { body: hour(dateOf(draw), draw(20)) });
  else if (kind === 2) {
    const body = hour(dateOf(draw), draw(20), { recurrence: recurrenceOf(draw) });
    await sandbox.call(user, 'POST', '/me/events', { body });
  } else if (kind === 3 && all.length > 5) await sandbox.call(user, 'DELETE', path(event.id));
  else if (kind === 4) sandbox.graph.moveEvent(user.email, event.id, CALENDARS[draw(2)] ?? '');
  else if (kind === 5)
    await sandbox.call(user, 'PATCH', path(event.id), { body: { ...hour(dateOf(draw), 9), subject: 'x' } });
  else if (kind === 6 && event.recurrence) {
    await sandbox.call(user, 'PATCH', path(event.id), { body: { recurrence: recurrenceOf(draw) } });
  } else await actOnOccurrence(user, event.id, draw);
}

async function actOnOccurrence(user: DirectoryUser, master: string, draw: Draw): Promise<void> {
  const listed = await sandbox.call(user, 'GET', `${path(master)}/instances?${WINDOW}&$top=1000`);
  const one = listed.body.value[draw(listed.body.value.length)];
  if (!one) return;
  if (draw(2)) await sandbox.call(user, 'DELETE', path(one.id));
  else
    await sandbox.call(user, 'PATCH', path(one.id), {
      body: hour(one.start.dateTime.slice(0, 10), draw(20)),
    });
}

test.each([1, 2, 3, 4])('a reader of delta ends where the view is (seed %i)', async (seed) => {
  const draw = drawFrom(seed);
  sandbox = await createTestWorld({
    now: '2026-11-25T08:00:00Z',
    seed,
    switches: {
      occurrenceDeletion: seed % 2 ? 'silent' : 'tombstone',
      deltaFirstPage: seed > 2 ? 'empty' : 'filled',
    },
  });
  Object.assign(sandbox.graph.oddities, {
    masterLast: seed === 2,
    splitSeries: seed === 3,
    repeat: seed === 4,
  });
  const { anna } = cast(sandbox);
  const readers = sandbox.graph
    .createMailbox(anna)
    .calendars.filter((one) => one.canEdit)
    .map((one) => new Reader(one.id));
  for (let turn = 0; turn < 20; turn++) {
    for (let step = draw(4); step >= 0; step--) await act(anna, draw);
    for (const reader of readers) {
      if (draw(3) === 0) continue;
      await reader.read(anna, 1 + draw(30));
      expect(reader.ids()).toEqual(await reader.shown(anna));
    }
  }
  expect(readers.some((one) => one.ids().length > 10)).toBe(true);
});
