import { describe, expect, it } from 'vitest';
import { ErrorId } from '../../../../shared/errors.ts';
import { config } from '../../../test/fixtures.ts';
import { ApiError } from '../../api/apiError.ts';
import { SignInFault } from '../../host/signInFault.ts';
import { adminConsentUrl } from './adminConsent.ts';
import { blockedIdOf, blockedIdOfState, requestIdOf } from './blockedId.ts';
import { BLOCKED_ICON } from './icons.ts';
import { BLOCKED_WORDS } from './words.ts';

describe('a page that stands still', () => {
  it('has words and an icon for every refusal of the contract', () => {
    for (const id of ErrorId.options) {
      const blocked = blockedIdOf(new ApiError(id));
      expect(BLOCKED_WORDS[blocked].title).toBeDefined();
      expect(BLOCKED_ICON[blocked]).toBeDefined();
    }
  });

  it('asks for an admin only when Microsoft has said so', () => {
    expect(blockedIdOf(new ApiError('consent_required'))).toBe('sign_in_required');
    expect(blockedIdOf(new SignInFault('consent'))).toBe('consent_required');
  });

  it('gives an id to copy, whoever refused', () => {
    expect(requestIdOf(new ApiError('unexpected', 'r-1'))).toBe('r-1');
    expect(requestIdOf(new SignInFault('failed', 'x', 'c-1'))).toBe('c-1');
    expect(requestIdOf(new Error('x'))).toBe('');
  });

  it('belongs to a state in which the sync stands still', () => {
    expect(blockedIdOfState('calendar-gone')).toBe('calendar_gone');
    expect(blockedIdOfState('in-step')).toBeUndefined();
  });
});

it('leads an admin to Microsoft’s page with everything that is needed', () => {
  const url = new URL(adminConsentUrl(config, 'https://sync.example'));
  expect(url.pathname).toBe('/organizations/v2.0/adminconsent');
  const asked = url.searchParams.get('scope')?.split(' ');
  const { profile, read, write, shared } = config.graphScopes;
  expect(asked).toEqual(expect.arrayContaining([...profile, ...read, ...write, ...shared, config.scope]));
  expect(url.searchParams.get('redirect_uri')).toBe('https://sync.example/auth-redirect.html');
});
