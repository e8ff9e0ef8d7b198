import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installBridge, refusalReply, tokenReply, type Answering } from '../../test/bridge.ts';
import { config } from '../../test/fixtures.ts';
import { msalConfiguration, MsalTokens } from './msal.ts';

const nested = async (answer: Answering) => {
  const asked = installBridge(answer);
  const tokens = await MsalTokens.create(config, { nested: true });
  return { tokens, asked };
};

beforeEach(() => {
  window.localStorage.clear();
  if (!('subtle' in window.crypto)) vi.stubGlobal('crypto', webcrypto);
});
afterEach(() => vi.unstubAllGlobals());

describe('through the host', () => {
  it('a token of our own API comes without a window', async () => {
    const { tokens, asked } = await nested(({ tokenParams }) => tokenReply('t-1', tokenParams?.scope));
    expect(await tokens.token({ interactive: false })).toBe('t-1');
    expect(asked.at(-1)).toMatchObject({ method: 'GetToken' });
    expect(asked.at(-1)?.tokenParams?.scope).toContain(config.scope);
  });

  it('claims of our server go along', async () => {
    const { tokens, asked } = await nested(() => tokenReply('t-2'));
    await tokens.token({ interactive: false, claims: '{"access_token":{"nbf":{"essential":true}}}' });
    expect(asked.at(-1)?.tokenParams?.claims).toContain('nbf');
  });

  it('a person is needed: nothing opens by itself', async () => {
    const { tokens, asked } = await nested(() =>
      refusalReply('USER_INTERACTION_REQUIRED', 'interaction_required'),
    );
    await expect(tokens.token({ interactive: false })).rejects.toMatchObject({ kind: 'needs-click' });
    expect(asked.map(({ method }) => method)).not.toContain('GetTokenPopup');
  });

  it('more rights are asked for in a window', async () => {
    const { tokens, asked } = await nested(() => tokenReply('t-3'));
    await tokens.token({ interactive: true, scopes: config.graphScopes.write });
    expect(asked.at(-1)).toMatchObject({ method: 'GetTokenPopup' });
    expect(asked.at(-1)?.tokenParams?.scope).toContain('Calendars.ReadWrite');
  });

  it('after a window the token of our API is a new one, once', async () => {
    let count = 0;
    const { tokens, asked } = await nested(({ tokenParams }) => {
      count += 1;
      return tokenReply(`t-${count}`, tokenParams?.scope);
    });
    const first = await tokens.token({ interactive: false });
    await tokens.token({ interactive: true, scopes: config.graphScopes.read });
    const second = await tokens.token({ interactive: false });
    expect(second).not.toBe(first);
    const calls = asked.length;
    expect(await tokens.token({ interactive: false })).toBe(second);
    expect(asked).toHaveLength(calls);
  });

  it.each([
    ['USER_CANCEL', 'cancelled'],
    ['NO_NETWORK', 'offline'],
    ['DISABLED', 'host-refused'],
    ['ACCOUNT_UNAVAILABLE', 'needs-click'],
    ['PERSISTENT_ERROR', 'failed'],
  ])('a host that says %s is %s', async (status, kind) => {
    const { tokens } = await nested(() => refusalReply(status));
    await expect(tokens.token({ interactive: true })).rejects.toMatchObject({ kind });
  });

  it('the account is the host’s: signing out does nothing here', async () => {
    const { tokens } = await nested(() => tokenReply('t'));
    await expect(tokens.signOut()).resolves.toBeUndefined();
  });
});

describe('without a host', () => {
  it('nobody is signed in at first, and that is no error', async () => {
    const tokens = await MsalTokens.create(config, { nested: false });
    await expect(tokens.token({ interactive: false })).rejects.toMatchObject({ kind: 'needs-click' });
  });

  it('a host that promised a bridge and has none counts as none', async () => {
    const tokens = await MsalTokens.create(config, { nested: true });
    expect(tokens.nested).toBe(false);
  });
});

describe('where to sign in', () => {
  it('is Microsoft, known to the library', () => {
    expect(msalConfiguration(config, 'https://sync.example').auth).toMatchObject({
      authority: 'https://login.microsoftonline.com/organizations',
      knownAuthorities: [],
      redirectUri: 'https://sync.example/auth-redirect.html',
    });
  });

  it('can be any other authority, named as trusted', () => {
    const local = { ...config, authorityHost: 'https://localhost:4401/' };
    expect(msalConfiguration(local, 'http://localhost:3000').auth).toMatchObject({
      authority: 'https://localhost:4401/organizations',
      knownAuthorities: ['localhost:4401'],
    });
  });
});
