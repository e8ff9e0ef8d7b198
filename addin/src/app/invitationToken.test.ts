import { beforeEach, describe, expect, it } from 'vitest';
import { forgetInvitation, invitationOfDeepLink, takeInvitation } from './invitationToken.ts';

describe('an invitation in the address', () => {
  beforeEach(() => {
    window.sessionStorage.clear();
    window.history.replaceState(null, '', '/tab.html');
  });

  const take = () => takeInvitation(window.location, window.history, window.sessionStorage);

  it('leaves it at once and keeps the rest', () => {
    window.history.replaceState(null, '', '/tab.html?host=browser&invitation=s3cr3t#x');
    expect(take()).toBe('s3cr3t');
    expect(window.location.href).not.toContain('s3cr3t');
    expect(window.location.search).toBe('?host=browser');
  });

  it('survives a reload within the visit, until it is used', () => {
    window.history.replaceState(null, '', '/tab.html?invitation=s3cr3t');
    take();
    expect(take()).toBe('s3cr3t');
    forgetInvitation(window.sessionStorage);
    expect(take()).toBeUndefined();
  });

  it('can also be where a Teams link leads', () => {
    expect(invitationOfDeepLink('invitation-abc')).toBe('abc');
    expect(invitationOfDeepLink('conflict-7')).toBeUndefined();
    expect(invitationOfDeepLink(undefined)).toBeUndefined();
  });
});
