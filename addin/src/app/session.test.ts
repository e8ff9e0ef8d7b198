import { describe, expect, it } from 'vitest';
import { connection, me, openInvitation } from '../../test/fixtures.ts';
import { ApiError } from '../api/apiError.ts';
import type { Client } from '../api/client.ts';
import { SignInFault } from '../host/signInFault.ts';
import { loadSession, ownConnection, sessionReducer, type Ready, type Session } from './session.ts';

const ready: Ready = { phase: 'ready', me, offer: undefined, offerFault: undefined };
const starting: Session = { phase: 'starting' };

describe('a visit', () => {
  it('asks for a click where no token comes without one, and does not call that a fault', () => {
    const session = sessionReducer(starting, { type: 'failed', fault: new SignInFault('needs-click') });
    expect(session).toEqual({ phase: 'signed-out', fault: undefined });
  });

  it('says so when a sign-in went wrong, and when the server refused', () => {
    const fault = new SignInFault('failed');
    expect(sessionReducer(starting, { type: 'failed', fault })).toEqual({ phase: 'signed-out', fault });
    expect(sessionReducer(starting, { type: 'failed', fault: new ApiError('forbidden') })).toMatchObject({
      phase: 'blocked',
    });
  });

  it('keeps what is shown when a later look fails', () => {
    expect(sessionReducer(ready, { type: 'failed', fault: new ApiError('offline') })).toBe(ready);
  });

  it('takes over the newest state of an own connection, and nobody else’s', () => {
    const paused = sessionReducer(ready, {
      type: 'connection',
      connection: { ...connection, state: 'paused' },
    });
    expect(paused).toMatchObject({ me: { connections: [{ state: 'paused' }] } });
    const other = { ...connection, id: 'con-2', mine: false };
    expect(sessionReducer(ready, { type: 'connection', connection: other })).toBe(ready);
  });

  it('takes over new settings, and leaves what was told meanwhile', () => {
    const told = sessionReducer(ready, {
      type: 'connection',
      connection: { ...connection, state: 'paused' },
    });
    const settings = { ...connection.settings, notes: !connection.settings.notes };
    const changed = sessionReducer(told, { type: 'settings', connectionId: connection.id, settings });
    expect(changed).toMatchObject({ me: { connections: [{ state: 'paused', settings }] } });
  });

  it('forgets a connection that is gone', () => {
    expect(sessionReducer(ready, { type: 'gone', connectionId: connection.id })).toMatchObject({
      me: { connections: [] },
    });
  });
});

it('is about the live connection, else about one that can be undone', () => {
  const over = { ...connection, id: 'old', state: 'deactivated' as const };
  expect(ownConnection({ ...me, connections: [over, connection] })?.id).toBe(connection.id);
  expect(ownConnection({ ...me, connections: [over] })).toBeUndefined();
});

describe('loading', () => {
  const signal = new AbortController().signal;
  const answering = (invitation: unknown): Client =>
    ({
      call: (name: string) => {
        if (name === 'me') return Promise.resolve({ ...me, invitations: [openInvitation] });
        return invitation instanceof Error ? Promise.reject(invitation) : Promise.resolve(invitation);
      },
    }) as unknown as Client;

  it('finds the invitation of somebody who comes without a link', async () => {
    const session = await loadSession(answering(undefined), undefined, signal);
    expect(session.offer).toMatchObject({ invitation: 'inv-1', company: 'Optik Lindner', match: 'equal' });
  });

  it('takes the link where there is one', async () => {
    const invitation = { ...openInvitation, email: 'l…@lindner.example', match: 'different' };
    const session = await loadSession(answering(invitation), 's3cr3t', signal);
    expect(session.offer).toMatchObject({
      invitation: 's3cr3t',
      match: 'different',
      email: 'l…@lindner.example',
    });
  });

  it('goes on without the link’s facts until the person has consented', async () => {
    const session = await loadSession(answering(new ApiError('consent_required')), 's3cr3t', signal);
    expect(session).toMatchObject({ offer: undefined, offerFault: undefined });
  });

  it('says when the link is no longer good', async () => {
    const session = await loadSession(answering(new ApiError('invitation_expired')), 's3cr3t', signal);
    expect(session.offerFault?.id).toBe('invitation_expired');
  });
});
