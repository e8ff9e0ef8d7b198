import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownerKey } from './cache.ts';
import { caller, createWorld, OWNER, startIn } from './testing/entra.ts';
import type { EntraStub, World } from './testing/entra.ts';
import type { EntraTokens } from './tokens.ts';

const READ = ['Calendars.Read'];
const KEY = ownerKey(OWNER);

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.entra.close());

const start = (): EntraTokens => startIn(world);

const refusal = (error: string, number: number, more: object = {}): EntraStub['refuse'][number] => ({
  status: error === 'invalid_client' ? 401 : 400,
  body: {
    error,
    error_description: `AADSTS${number}: text that nobody reads`,
    error_codes: [number],
    timestamp: '2026-11-22 10:00:00Z',
    trace_id: 't',
    correlation_id: 'c',
    ...more,
  },
});

describe('a refusal', () => {
  const claims = '{"access_token":{"polids":{"essential":true,"values":["9ab0"]}}}';
  it.each<[string, EntraStub['refuse'][number], object]>([
    [
      'consent is missing',
      refusal('invalid_grant', 65001, { suberror: 'consent_required', claims }),
      { kind: 'consent-required', claims },
    ],
    ['consent is missing, without suberror', refusal('invalid_grant', 65001), { kind: 'consent-required' }],
    ['an admin must consent', refusal('interaction_required', 90094), { kind: 'consent-required' }],
    [
      'a second factor',
      refusal('interaction_required', 50079, { claims }),
      { kind: 'sign-in-required', claims },
    ],
    [
      'a second factor as a grant error',
      refusal('invalid_grant', 50076, { suberror: 'basic_action', claims }),
      { kind: 'sign-in-required', claims },
    ],
    [
      'a revoked grant',
      refusal('invalid_grant', 50173, { suberror: 'bad_token' }),
      { kind: 'sign-in-required' },
    ],
    [
      'an expired refresh token',
      refusal('invalid_grant', 700082),
      { kind: 'sign-in-required', claims: null },
    ],
    ['an old assertion', refusal('invalid_grant', 500133), { kind: 'sign-in-required' }],
    ['an unknown grant error', refusal('invalid_grant', 123456), { kind: 'sign-in-required' }],
    ['the account is disabled', refusal('invalid_grant', 50057), { kind: 'owner-gone' }],
    ['the account is deleted', refusal('invalid_grant', 50034), { kind: 'owner-gone' }],
    ['our secret is wrong', refusal('invalid_client', 7000215), { kind: 'credentials' }],
    ['our secret is too old', refusal('invalid_client', 7000222), { kind: 'credentials' }],
    ['the app is not in the tenant', refusal('unauthorized_client', 700016), { kind: 'consent-required' }],
    ['Entra has trouble', refusal('invalid_request', 90033), { kind: 'unavailable' }],
    ['we asked nonsense', refusal('invalid_scope', 70011), { kind: 'invalid' }],
    [
      'too many requests',
      {
        status: 429,
        headers: { 'Retry-After': '17' },
        body: { error: 'temporarily_unavailable', error_description: 'x', error_codes: [90055] },
      },
      { kind: 'unavailable', retryAfter: 17_000 },
    ],
  ])('%s', async (_name, reply, fault) => {
    world.entra.refuse.push(reply);
    await expect(start().signIn(caller(), READ)).rejects.toMatchObject({ service: 'entra', ...fault });
    expect(world.rows.rows.size).toBe(0);
  });

  it('a refused renewal leaves the kept cache as it is', async () => {
    await start().signIn(caller(), READ);
    const before = world.rows.rows.get(KEY);
    world.entra.refuse.push(refusal('invalid_grant', 50173));
    await expect(start().graph(OWNER, READ, {})).rejects.toMatchObject({ kind: 'sign-in-required' });
    expect(world.rows.rows.get(KEY)).toEqual(before);
  });

  it('no answer is trouble, not a refusal', async () => {
    await start().signIn(caller(), READ);
    world.entra.down = true;
    await expect(start().graph(OWNER, READ, {})).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
