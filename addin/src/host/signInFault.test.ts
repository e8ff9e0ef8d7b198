import { describe, expect, it } from 'vitest';
import { SignInFault, toSignInFault } from './signInFault.ts';

const error = (facts: object) => Object.assign(new Error('text'), facts);

describe('a failed sign-in', () => {
  it.each([
    ['no_account_error', 'needs-click'],
    ['interaction_required', 'needs-click'],
    ['user_cancelled', 'cancelled'],
    ['user_canceled', 'cancelled'],
    ['popup_window_error', 'blocked'],
    ['no_network_connectivity', 'offline'],
    ['nested_app_auth_bridge_disabled', 'host-refused'],
    ['something_new', 'failed'],
  ])('with code %s is %s', (errorCode, kind) => {
    expect(toSignInFault(error({ errorCode })).kind).toBe(kind);
  });

  it('that wants a person is told by its class, whatever its code', () => {
    expect(toSignInFault(error({ name: 'InteractionRequiredAuthError', errorCode: 'anything' })).kind).toBe(
      'needs-click',
    );
  });

  it('tells a refusal by an admin from one by the person, though both say "access_denied"', () => {
    expect(
      toSignInFault(error({ errorCode: 'access_denied', errorMessage: 'AADSTS90094: admin consent' })).kind,
    ).toBe('consent');
    expect(
      toSignInFault(error({ errorCode: 'access_denied', errorMessage: 'AADSTS65004: declined' })).kind,
    ).toBe('cancelled');
  });

  it('keeps what the IT will ask for', () => {
    const fault = toSignInFault(error({ errorCode: 'server_error', correlationId: 'abc' }));
    expect(fault).toMatchObject({ code: 'server_error', correlationId: 'abc' });
  });

  it('is wrapped once', () => {
    const fault = new SignInFault('cancelled');
    expect(toSignInFault(fault)).toBe(fault);
  });

  it('of Teams is told by its plain text codes', () => {
    expect(toSignInFault(new Error('CancelledByUser')).kind).toBe('cancelled');
    expect(toSignInFault('FailedToOpenWindow').kind).toBe('blocked');
  });
});
