import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/apiError.ts';
import { resource, resources } from '../../../test/fixtures.ts';
import { credentialFault } from './credentialFaults.ts';
import { menuActs } from './menuActs.ts';
import {
  asOrdered,
  BY_NEED,
  canInvite,
  found,
  orderOf,
  outOfOrder,
  pileOf,
  rowAct,
  type Pile,
} from './overview.ts';

const names = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name);

it('puts who needs a hand first', () => {
  const piles = asOrdered(resources, orderOf(resources, BY_NEED)).map(pileOf);
  const inNeed = piles.filter((pile) => pile === 'help').length;
  expect(new Set(piles.slice(0, inNeed))).toEqual(new Set(['help']));
  expect(inNeed).toBeGreaterThan(5);
});

it('sorts by name in both directions, and by how long a change took, slowest first', () => {
  const by = (by: 'name' | 'latency', descending: boolean): string[] =>
    names(asOrdered(resources, orderOf(resources, { by, descending })));
  expect(by('name', true)).toEqual(by('name', false).reverse());
  const slow = resource({ id: 'slow', name: 'Zoe', state: 'in-step', lag: { theirs: 9000, ours: 9000 } });
  const all = [...resources, slow];
  expect(asOrdered(all, orderOf(all, { by: 'latency', descending: false }))[0]).toBe(slow);
});

it('keeps the rows where they are until somebody sorts again', () => {
  const order = orderOf(resources, BY_NEED);
  const first = asOrdered(resources, order)[0];
  const solved = resources.map((one) => (one.id === first?.id ? { ...one, state: 'paused' as const } : one));
  expect(asOrdered(solved, order)[0]?.id).toBe(first?.id);
  expect(outOfOrder(solved, order)).toBe(1);
  expect(outOfOrder(solved, orderOf(solved, BY_NEED))).toBe(0);
});

it('finds by name, address and pile', () => {
  expect(found(resources, undefined, 'KRUEGER').map(({ name }) => name)).toEqual(['Paul Krüger']);
  expect(found(resources, 'inStep', '').map(({ name }) => name)).toEqual(['Pia Hansen']);
});

it('counts as not invited only who was never, and could be: rooms and who has left have piles of their own', () => {
  const inPile = (pile: Pile): string[] => found(resources, pile, '').map(({ state }) => state);
  expect(inPile('notInvited')).toEqual(['not-invited']);
  expect(inPile('rooms')).toEqual(['needs-organisation-mode']);
  expect(inPile('deactivated')).toEqual(['deactivated']);
});

describe('the one obvious thing', () => {
  it.each([
    ['not-invited', 'invite'],
    ['invited', 'remind'],
    ['awaiting-approval', 'approve'],
    ['needs-sign-in', 'remind'],
    ['paused', undefined],
  ] as const)('for %s is %s', (state, act) => {
    expect(rowAct(resource({ id: 'r', name: 'R', state }))).toBe(act);
  });

  it('is solving where conflicts are open', () => {
    expect(rowAct(resource({ id: 'r', name: 'R', state: 'in-step', conflicts: 1 }))).toBe('solve');
  });

  it('is nothing for rooms: they have nobody to invite', () => {
    const room = resource({ id: 'r', name: 'R', state: 'needs-organisation-mode' });
    expect(canInvite(room)).toBe(false);
    expect(rowAct(room)).toBeUndefined();
    expect(menuActs(room)).toEqual([]);
  });
});

describe('a refused App ID, secret or company', () => {
  it.each([
    ['appId', 'admin.connect.fault.appId'],
    ['appSecret', 'admin.connect.fault.appSecret'],
    ['timifyCompanyId', 'admin.connect.fault.company'],
  ])('is told at the field %s', (field, word) => {
    expect(credentialFault(new ApiError('timify_credentials', '', { field }))).toEqual({ field, word });
  });

  it('is told in general where no field is to blame', () => {
    expect(credentialFault(new ApiError('unexpected'))?.field).toBeUndefined();
    expect(credentialFault(undefined)).toBeUndefined();
  });
});
