import { describe, expect, test } from 'vitest';
import type { ConflictAction } from '../core/decisions.ts';
import {
  abandonedSides,
  actionsFor,
  changedSettings,
  mayResolve,
  needsNotify,
  needsSlot,
  refusedSetting,
  roleOn,
  seesTimifyTexts,
} from './policy.ts';

const ADMIN = ['Sync.Admin'];

describe('who is what to a connection', () => {
  test.each([
    ['its owner', { tenantId: 't', oid: 'lena', roles: [] }, 'owner'],
    ['an admin who owns it', { tenantId: 't', oid: 'lena', roles: ADMIN }, 'owner'],
    ['an admin of the tenant', { tenantId: 't', oid: 'admin', roles: ADMIN }, 'admin'],
    ['a colleague', { tenantId: 't', oid: 'paul', roles: [] }, null],
    ['an admin of another tenant', { tenantId: 'u', oid: 'admin', roles: ADMIN }, null],
    ['the same object id in another tenant', { tenantId: 'u', oid: 'lena', roles: [] }, null],
    ['somebody with another role', { tenantId: 't', oid: 'paul', roles: ['Sync.Reader'] }, null],
  ])('%s', (_, caller, role) => {
    expect(roleOn(caller, { tenantId: 't', oid: 'lena' })).toBe(role);
  });
});

describe('acts on items of Office 365 are the owner’s alone', () => {
  const event = { office: { id: 'e', span: { start: 0, end: 1 } } };
  const none = { office: null };
  const cases: [ConflictAction, typeof event | typeof none, boolean][] = [
    ['move-event', event, false],
    ['delete-event', event, false],
    ['use-timify', event, false],
    ['use-timify', none, true],
    ['use-office', event, true],
    ['move-booking', event, true],
    ['cancel-booking', event, true],
    ['keep-both', event, true],
    ['put-back', event, true],
    ['ignore', event, true],
    ['ignore-series', event, true],
  ];
  test.each(cases)('%s', (action, conflict, admin) => {
    expect(mayResolve('owner', action, conflict)).toBe(true);
    expect(mayResolve('admin', action, conflict)).toBe(admin);
  });

  test('and are not even offered to others', () => {
    const actions: ConflictAction[] = ['move-booking', 'move-event', 'ignore'];
    expect(actionsFor('admin', { ...event, actions })).toEqual(['move-booking', 'ignore']);
    expect(actionsFor('owner', { ...event, actions })).toEqual(actions);
  });
});

test('customers are told, or not, only by a word about it', () => {
  const span = { start: 0, end: 1 };
  const withCustomers = { timify: { id: 'b', span, hasCustomers: true } };
  const without = { timify: { id: 'b', span, hasCustomers: false } };
  expect(needsNotify('move-booking', withCustomers)).toBe(true);
  expect(needsNotify('cancel-booking', withCustomers)).toBe(true);
  expect(needsNotify('put-back', withCustomers)).toBe(false);
  expect(needsNotify('move-booking', without)).toBe(false);
  expect(needsNotify('move-booking', { timify: null })).toBe(false);
});

test('a move needs a target, but where the event’s new time is the target', () => {
  expect(needsSlot('move-booking', { kind: 'overlap' })).toBe(true);
  expect(needsSlot('move-event', { kind: 'overlap' })).toBe(true);
  expect(needsSlot('move-booking', { kind: 'confirm-move' })).toBe(false);
  expect(needsSlot('cancel-booking', { kind: 'confirm-cancel' })).toBe(false);
});

describe('settings', () => {
  const open = { settings: {}, locked: [] };
  const refused = (
    role: 'owner' | 'admin',
    company: { settings: Record<string, unknown>; locked: string[] },
    before: Record<string, unknown>,
    change: { values?: object; reset?: string[] },
  ): string | undefined => {
    const { own, names } = changedSettings(before, {
      values: change.values ?? {},
      reset: change.reset ?? [],
    });
    return refusedSetting({ role, company, before, after: own, names })?.name;
  };
  const strict = { 'anonymous.toTimify': true };
  const loosen = { values: { anonymous: { toTimify: false } } };
  const tighten = { values: { anonymous: { toTimify: true } } };

  test('an admin makes anonymity towards TIMIFY stricter, never looser', () => {
    expect(refused('admin', open, {}, tighten)).toBeUndefined();
    expect(refused('admin', open, strict, loosen)).toBe('anonymous.toTimify');
    expect(refused('admin', open, strict, { reset: ['anonymous.toTimify'] })).toBe('anonymous.toTimify');
    expect(refused('admin', { settings: strict, locked: [] }, {}, loosen)).toBe('anonymous.toTimify');
    expect(
      refused('admin', { settings: strict, locked: [] }, strict, { reset: ['anonymous.toTimify'] }),
    ).toBeUndefined();
  });

  test('its owner may do both', () => {
    expect(refused('owner', open, strict, loosen)).toBeUndefined();
    expect(refused('owner', open, {}, tighten)).toBeUndefined();
  });

  test('a lock holds for everybody, except against more anonymity', () => {
    const locked = { settings: {}, locked: ['notes', 'anonymous.toTimify'] };
    expect(refused('owner', locked, {}, { values: { notes: false } })).toBe('notes');
    expect(refused('admin', locked, {}, { values: { notes: false } })).toBe('notes');
    expect(refused('owner', locked, {}, { reset: ['notes'] })).toBe('notes');
    expect(refused('owner', locked, {}, tighten)).toBeUndefined();
    expect(refused('owner', locked, strict, loosen)).toBe('anonymous.toTimify');
    expect(refused('owner', locked, {}, { values: { title: false } })).toBeUndefined();
  });

  test('a change keeps what it does not name, and takes back what it resets', () => {
    const { own, names } = changedSettings(
      { title: false, notes: false, 'showAs.free': 'block' },
      { values: { showAs: { busy: 'ignore' } }, reset: ['notes'] },
    );
    expect(own).toEqual({ title: false, 'showAs.free': 'block', 'showAs.busy': 'ignore' });
    expect(names).toEqual(['showAs.busy', 'notes']);
  });
});

test('texts of bookings stay from an owner’s screen where the company sends them anonymously', () => {
  expect(seesTimifyTexts('owner', true)).toBe(false);
  expect(seesTimifyTexts('owner', false)).toBe(true);
  expect(seesTimifyTexts('admin', true)).toBe(true);
});

test.each([
  ['both', 'office-to-timify', ['office']],
  ['both', 'timify-to-office', ['timify']],
  ['office-to-timify', 'timify-to-office', ['timify']],
  ['office-to-timify', 'both', []],
  ['both', 'both', []],
] as const)('from %s to %s leaves copies in %j', (before, after, sides) => {
  expect(abandonedSides(before, after)).toEqual(sides);
});
