import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/apiError.ts';
import { resource, resources } from '../../../test/fixtures/admin.ts';
import { credentialFault } from './credentialFaults.ts';
import { menuActs } from './menuActs.ts';
import { canInvite, found, inOrder, rowAct } from './overview.ts';

it('puts who needs a hand first', () => {
  expect(
    inOrder(resources)
      .slice(0, 3)
      .map(({ name }) => name),
  ).toEqual(['Lena Berger', 'Paul Krüger', 'Tom Becker']);
});

it('finds by name, address and pile', () => {
  expect(found(resources, undefined, 'KRUEGER').map(({ name }) => name)).toEqual(['Paul Krüger']);
  expect(found(resources, 'inStep', '').map(({ name }) => name)).toEqual(['Jonas Weber']);
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
