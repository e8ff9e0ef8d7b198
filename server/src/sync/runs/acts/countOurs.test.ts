import { expect, it } from 'vitest';
import { Fault } from '../../../core/fault.ts';
import type { Item } from '../../../core/items.ts';
import { DAY } from '../../../core/spans.ts';
import { at, connection, link, NOON } from '../../../store/contract/builders.ts';
import type { Desk } from '../../desk.ts';
import { countOurs } from './countOurs.ts';

interface Standing {
  id: string;
  marker: string | null;
}

/** A calendar as it stands: what the window shows, and what is known by id alone. */
const side = (shown: readonly Standing[], byId: readonly Standing[] = []) => ({
  longestWindow: 30 * DAY,
  window: () => Promise.resolve({ items: shown as unknown as Item[] }),
  read: (ids: readonly string[]) =>
    Promise.resolve({ items: [...shown, ...byId].filter(({ id }) => ids.includes(id)), gone: [] }),
});

const unreadable = {
  window: () => Promise.reject(new Fault({ kind: 'sign-in-required', service: 'graph' })),
  read: () => Promise.reject(new Fault({ kind: 'sign-in-required', service: 'graph' })),
};

const deskOf = (office: unknown, timify: unknown): Desk =>
  ({
    connection: connection('connection'),
    settings: { direction: 'both' },
    window: { start: NOON - 10 * DAY, end: NOON + 60 * DAY },
    office,
    timify,
  }) as unknown as Desk;

const deps = { clock: { now: () => NOON, until: () => Promise.resolve() } };
const blocker = (id: string, hours = 1) =>
  link(id, { side: 'office', mirrors: [{ id: `copy-of-${id}`, span: at(hours) }] });
const none: ReadonlySet<string> = new Set();

it('a copy that was to be plain and carries our mark still is ours', async () => {
  const standing = [
    { id: 'copy-of-a', marker: 'a.0' },
    { id: 'copy-of-b', marker: null },
    { id: 'not ours', marker: 'a.0' },
  ];
  const links = [blocker('a'), blocker('b', 3)];
  const released = new Set(['a', 'b']);
  const desk = deskOf(side([]), side(standing));
  expect(await countOurs(deps, desk, { links, removed: none, released })).toEqual({
    ofOurs: { office: 0, timify: 1 },
    marked: 1,
  });
});

it('what the window does not show is asked for by id, also far outside; what a person adopted is theirs', async () => {
  const far = [{ id: 'copy-of-far', marker: 'far.0' }];
  const links = [blocker('far', 24 * 90), blocker('gone'), { ...blocker('theirs'), madeByUs: false }];
  const desk = deskOf(side([]), side([{ id: 'copy-of-theirs', marker: null }], far));
  expect((await countOurs(deps, desk, { links, removed: none, released: none })).ofOurs).toEqual({
    office: 0,
    timify: 1,
  });
  // Said to be deleted, and there all the same.
  const removed = new Set(['far', 'gone']);
  expect((await countOurs(deps, desk, { links, removed, released: none })).ofOurs.timify).toBe(1);
});

it('a side that can not be read is not counted, the other one is', async () => {
  const links = [blocker('a'), link('b', { side: 'timify', mirrors: [{ id: 'event', span: at(2) }] })];
  const desk = deskOf(unreadable, side([{ id: 'copy-of-a', marker: 'a.0' }]));
  expect((await countOurs(deps, desk, { links, removed: none, released: none })).ofOurs).toEqual({
    office: null,
    timify: 1,
  });
});
