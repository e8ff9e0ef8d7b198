import { expect, it } from 'vitest';
import { connection, me } from '../../test/fixtures.ts';
import type { Ready } from './session.ts';
import { startPlace } from './startPlace.ts';
import { moveAlong } from './navigation.tsx';

const offer = {
  invitation: 'x',
  company: 'c',
  resource: 'r',
  match: 'equal',
  email: undefined,
  language: 'de',
  settings: null,
} as const;
const ready = (change: Partial<Ready> = {}): Ready => ({
  phase: 'ready',
  me,
  offer: undefined,
  offerFault: undefined,
  ...change,
});
const admin = { ...me, user: { ...me.user, roles: ['Sync.Admin'] } };
const arrival = (session: Ready, more: object = {}) =>
  startPlace({ session, canAdminister: true, cameByLink: false, deepLink: undefined, ...more });

it('leads to the own calendar, or where the deep link points', () => {
  expect(arrival(ready())).toEqual({ page: 'status' });
  expect(arrival(ready(), { deepLink: 'conflict-c1' })).toEqual({ page: 'conflict', id: 'c1' });
});

it('leads an invited person to the invitation, even one who is connected already', () => {
  expect(arrival(ready({ offer }), { cameByLink: true })).toEqual({ page: 'first' });
  expect(arrival(ready({ me: { ...me, connections: [] }, offer }))).toEqual({ page: 'first' });
});

it('leads an admin without a calendar of their own to the overview, in the tab only', () => {
  const session = ready({ me: { ...admin, connections: [] } });
  expect(arrival(session)).toEqual({ page: 'admin', section: 'overview' });
  expect(arrival(session, { canAdminister: false })).toEqual({ page: 'first' });
});

it('shows a deactivated connection that can be undone', () => {
  const over = {
    ...connection,
    state: 'deactivated' as const,
    deactivated: { at: '', copies: 'keep' as const, undoUntil: null },
  };
  expect(arrival(ready({ me: { ...me, connections: [over] } }))).toEqual({ page: 'status' });
});

it('goes down, back up, and never above the first place', () => {
  const first = { places: [{ page: 'settings' }], moves: 0 } as const;
  const deeper = moveAlong(first, { to: { page: 'deactivate' } });
  expect(deeper.places.at(-1)).toEqual({ page: 'deactivate' });
  expect(moveAlong(deeper, { back: true }).places).toEqual([{ page: 'settings' }]);
  expect(moveAlong(first, { back: true }).places).toEqual([{ page: 'settings' }]);
  expect(moveAlong(deeper, { root: { page: 'log' } }).places).toEqual([{ page: 'log' }]);
});

it('goes once however often the same way is pressed', () => {
  const first = { places: [{ page: 'first' }], moves: 0 } as const;
  const once = moveAlong(first, { to: { page: 'choose' } });
  expect(moveAlong(once, { to: { page: 'choose' } })).toEqual(once);
  expect(moveAlong(once, { to: { page: 'preview' } }).places).toHaveLength(3);
});

it('leads back only from where somebody still is', () => {
  const settings = moveAlong({ places: [{ page: 'settings' }], moves: 0 }, { to: { page: 'calendars' } });
  expect(moveAlong(settings, { leave: { page: 'calendars' } }).places).toEqual([{ page: 'settings' }]);
  const data = moveAlong(settings, { to: { page: 'my-data' } });
  expect(moveAlong(data, { leave: { page: 'calendars' } })).toEqual(data);
});
