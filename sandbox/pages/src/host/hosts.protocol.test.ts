import { describe, expect, it } from 'vitest';
import { frameUrl } from './frameUrl.ts';
import { answerNaa, parseNaaRequest } from './naa.ts';
import type { NaaCalls } from './naa.ts';
import { toEwsId, toRestId } from './officeProtocol.ts';
import type { HostSession } from './session.ts';
import { answerTeams, legacyContext, parseTeamsRequest, runtimeFor } from './teams.ts';
import type { TeamsCalls } from './teams.ts';

const LENA = { name: 'Lena Berger', email: 'lena@lindner.example', tenantId: 'tenant', oid: 'oid' };
const session = (change: Partial<HostSession> = {}): HostSession => ({
  ...{ kind: 'teams', user: LENA, theme: 'light', locale: 'de-DE', trouble: 'none', clientId: 'client' },
  ...{ environment: 'localhost:4401', subPage: undefined },
  ...change,
});
const granting: NaaCalls = {
  consent: () => Promise.resolve(true),
  grant: ({ scopes }) =>
    Promise.resolve({ access_token: 'access', id_token: 'id', expires_in: 60, scope: scopes.join(' ') }),
};
const calls = (change: Partial<TeamsCalls> = {}): TeamsCalls => ({
  ...granting,
  apiToken: () => Promise.resolve({ token: 'api' }),
  popUp: () => Promise.resolve({ reason: 'CancelledByUser' }),
  did: () => undefined,
  ...change,
});

const ask = (method: string, tokenParams: object = {}): string =>
  JSON.stringify({ messageType: 'NestedAppAuthRequest', method, requestId: 'r1', tokenParams });

async function naa(
  json: string,
  change: Partial<HostSession> = {},
  how: NaaCalls = granting,
): Promise<unknown> {
  const request = parseNaaRequest(json);
  if (request === undefined) throw new Error('not understood');
  return JSON.parse(await answerNaa(request, session(change), how));
}

describe('nested app auth', () => {
  it('hears nothing but its own requests', () => {
    for (const json of ['', '{', '[]', '{"messageType":"NestedAppAuthRequest","method":"Dance"}', 7]) {
      expect(parseNaaRequest(json)).toBeUndefined();
    }
  });

  it('tells whose account the host has', async () => {
    expect(await naa(ask('GetInitContext'))).toMatchObject({
      messageType: 'NestedAppAuthResponse',
      requestId: 'r1',
      success: true,
      initContext: {
        accountContext: { homeAccountId: 'oid.tenant', environment: 'localhost:4401', tenantId: 'tenant' },
      },
    });
  });

  it('passes scopes and claims on, and says whether a person agreed', async () => {
    const asked: unknown[] = [];
    const how: NaaCalls = { ...granting, grant: (one) => (asked.push(one), granting.grant(one)) };
    await naa(ask('GetToken', { scope: 'a b', claims: '{"x":1}' }), {}, how);
    await naa(ask('GetTokenPopup', { scope: 'a' }), {}, how);
    expect(asked).toEqual([
      { user: LENA.email, scopes: ['a', 'b'], claims: '{"x":1}', interactive: false },
      { user: LENA.email, scopes: ['a'], interactive: true },
    ]);
  });

  it('answers with a token and the account it is for', async () => {
    expect(await naa(ask('GetToken', { scope: 'a' }))).toMatchObject({
      success: true,
      token: { access_token: 'access', id_token: 'id', expires_in: 60, scope: 'a', properties: null },
      account: {
        environment: 'localhost:4401',
        username: LENA.email,
        localAccountId: 'oid',
        tenantId: 'tenant',
      },
    });
  });

  it('hands on what Entra refuses', async () => {
    const error = {
      status: 'USER_INTERACTION_REQUIRED',
      code: 'consent_required',
      description: 'AADSTS65001',
    } as const;
    const how: NaaCalls = { ...granting, grant: () => Promise.resolve({ error }) };
    expect(await naa(ask('GetToken'), {}, how)).toMatchObject({ success: false, error });
  });

  it('asks nobody where consent is denied or the host is offline', async () => {
    const nobody: NaaCalls = {
      consent: () => Promise.reject(new Error('asked')),
      grant: () => Promise.reject(new Error('asked')),
    };
    expect(await naa(ask('GetTokenPopup'), { trouble: 'deny' }, nobody)).toMatchObject({
      error: { status: 'USER_CANCEL' },
    });
    expect(await naa(ask('GetToken'), { trouble: 'offline' }, nobody)).toMatchObject({
      error: { status: 'NO_NETWORK' },
    });
  });
});

describe('the host of teams-js', () => {
  const request = (func: string, args: unknown[] = []) => {
    const parsed = parseTeamsRequest({ id: 0, uuidAsString: 'u', func, args });
    if (parsed === undefined) throw new Error('not understood');
    return parsed;
  };

  it('answers initialize with the runtime in the fourth place', async () => {
    const args = await answerTeams(request('initialize'), session(), calls());
    expect(args?.slice(0, 3)).toEqual(['content', 'web', '2.1.0']);
    expect(JSON.parse(String(args?.[3]))).toMatchObject({ apiVersion: 4, supports: { nestedAppAuth: {} } });
  });

  it('offers the calendar in Outlook alone, and nested auth unless it is switched off', () => {
    expect(runtimeFor(session())).not.toHaveProperty('supports.calendar');
    expect(runtimeFor(session({ kind: 'outlook-tab' }))).toHaveProperty('supports.calendar');
    const without = runtimeFor(session({ trouble: 'no-naa' }));
    expect(without).toMatchObject({ isNAAChannelRecommended: false });
    expect(without).not.toHaveProperty('supports.nestedAppAuth');
  });

  it('tells its name: Microsoft 365 calls itself Office', () => {
    const name = (kind: HostSession['kind']): unknown => legacyContext(session({ kind }))['hostName'];
    expect([name('teams'), name('m365'), name('outlook-tab')]).toEqual(['Teams', 'Office', 'Outlook']);
  });

  it('gives neither nested auth nor a token where nobody is signed in', async () => {
    const nobody = session({ trouble: 'signed-out' });
    expect(runtimeFor(nobody)).toMatchObject({ isNAAChannelRecommended: false });
    const answer = await answerTeams(request('authentication.getAuthToken'), nobody, calls());
    expect(answer?.[0]).toBe(false);
  });

  it('gives a token for our API, or the reason why not', async () => {
    const ask = request('authentication.getAuthToken');
    expect(await answerTeams(ask, session(), calls())).toEqual([true, 'api']);
    expect(await answerTeams(ask, session({ trouble: 'deny' }), calls())).toEqual([false, 'CancelledByUser']);
  });

  it('puts the answer of the bridge second', async () => {
    const execute = { ...request('nestedAppAuth.execute'), data: ask('GetInitContext') };
    const args = await answerTeams(execute, session(), calls());
    expect(args?.[0]).toBeNull();
    expect(JSON.parse(String(args?.[1]))).toMatchObject({ success: true });
    expect(await answerTeams(execute, session({ trouble: 'no-naa' }), calls())).toBeUndefined();
  });

  it('leaves unknown calls unanswered', async () => {
    expect(await answerTeams(request('meetingRoom.doSomething'), session(), calls())).toBeUndefined();
    expect(parseTeamsRequest({ func: 'initialize' })).toBeUndefined();
  });
});

describe('addresses', () => {
  it('opens the page that each host opens', () => {
    expect(frameUrl('http://localhost:3000', 'teams')).toBe('http://localhost:3000/tab.html?host=teams');
    expect(frameUrl('http://localhost:3000', 'outlook')).toBe('http://localhost:3000/taskpane.html');
  });

  it('hands an invitation on without changing the host', () => {
    expect(frameUrl('http://localhost:3000', 'teams', { carry: '?host=browser&invitation=abc' })).toBe(
      'http://localhost:3000/tab.html?host=teams&invitation=abc',
    );
  });

  it('stays on the server whatever path is asked for', () => {
    expect(frameUrl('http://localhost:3000', 'teams', { path: 'https://elsewhere.example/' })).toContain(
      'localhost:3000',
    );
    expect(frameUrl('http://localhost:3000', 'teams', { path: '/tab.html?x=1' })).toBe(
      'http://localhost:3000/tab.html?x=1',
    );
  });

  it('spells ids both ways', () => {
    expect(toEwsId('AAMk-1_2=')).toBe('AAMk/1+2=');
    expect(toRestId(toEwsId('AAMk-1_2='))).toBe('AAMk-1_2=');
  });
});
