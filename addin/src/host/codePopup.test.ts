import { afterEach, describe, expect, it, vi } from 'vitest';
import { authorizeUrl, requestCode } from './codePopup.ts';
import { CODE_CHANNEL, passCodeOn } from './passCode.ts';

const request = {
  clientId: 'client',
  authorityHost: 'https://login.microsoftonline.com/',
  scopes: ['Calendars.Read'],
};

afterEach(() => vi.restoreAllMocks());

it('asks Microsoft for a code that lasts', () => {
  const url = new URL(
    authorizeUrl(
      { ...request, claims: '{}', loginHint: 'lena@x' },
      'https://sync.example/auth-code.html',
      's',
    ),
  );
  expect(url.origin + url.pathname).toBe(
    'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize',
  );
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    redirect_uri: 'https://sync.example/auth-code.html',
    scope: 'openid profile offline_access Calendars.Read',
    state: 's',
    claims: '{}',
    login_hint: 'lena@x',
  });
});

describe('the window', () => {
  const opened = (closed = false) => {
    let address = '';
    vi.spyOn(window, 'open').mockImplementation((url) => {
      address = String(url);
      return { closed } as Window;
    });
    return () => new URL(address).searchParams.get('state') ?? '';
  };

  it('hands its code to the page that opened it, and to no other', async () => {
    const stateOf = opened();
    const answer = requestCode(request);
    const strangers = new BroadcastChannel(CODE_CHANNEL);
    strangers.postMessage({ state: 'somebody else', code: 'wrong', error: null });
    passCodeOn({ search: `?state=${stateOf()}&code=right` } as Location);
    await expect(answer).resolves.toEqual({
      code: 'right',
      redirectUri: `${window.location.origin}/auth-code.html`,
    });
    strangers.close();
  });

  it('says when an admin is needed', async () => {
    const stateOf = opened();
    const answer = requestCode(request);
    passCodeOn({ search: `?state=${stateOf()}&error=access_denied` } as Location);
    await expect(answer).rejects.toMatchObject({ kind: 'consent' });
  });

  it('says when it was closed', async () => {
    vi.useFakeTimers();
    opened(true);
    const answer = expect(requestCode(request)).rejects.toMatchObject({ kind: 'cancelled' });
    await vi.advanceTimersByTimeAsync(5000);
    await answer;
    vi.useRealTimers();
  });

  it('says when the browser has blocked it', async () => {
    vi.spyOn(window, 'open').mockReturnValue(null);
    await expect(requestCode(request)).rejects.toMatchObject({ kind: 'blocked' });
  });
});
