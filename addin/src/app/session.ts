import type { Invitation, Me, OpenInvitation } from '../../../shared/me.ts';
import type { SettingsInForce } from '../../../shared/settings.ts';
import type { Language } from '../../../shared/words.ts';
import type { Connection } from '../../../shared/connection.ts';
import { isApiError, type ApiError } from '../api/apiError.ts';
import type { Client } from '../api/client.ts';
import { SignInFault } from '../host/signInFault.ts';

/** What an invitation is worth to the connect flow, whichever way it came. */
export interface Offer {
  /** The link's token, or the id of a listed invitation: the server takes either. */
  readonly invitation: string;
  readonly company: string;
  readonly resource: string;
  readonly match: 'equal' | 'different';
  /** The invited address, shortened for somebody else. */
  readonly email: string | undefined;
  /** In which copies without a title would speak. */
  readonly language: Language;
  /** What the company has set and locked; null for somebody else's invitation. */
  readonly settings: SettingsInForce | null;
}

export interface Ready {
  readonly phase: 'ready';
  readonly me: Me;
  readonly offer: Offer | undefined;
  /** Why the link that brought the person here does not work. */
  readonly offerFault: ApiError | undefined;
}

export type Session =
  | { readonly phase: 'starting' }
  /** No token without a click; `fault` when a former try went wrong. */
  | { readonly phase: 'signed-out'; readonly fault: SignInFault | undefined }
  | { readonly phase: 'blocked'; readonly fault: unknown }
  | Ready;

export type SessionEvent =
  | { readonly type: 'loaded'; readonly session: Ready }
  | { readonly type: 'failed'; readonly fault: unknown }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'settings'; readonly connectionId: string; readonly settings: SettingsInForce }
  | { readonly type: 'gone'; readonly connectionId: string };

export function sessionReducer(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'loaded':
      return event.session;
    case 'failed':
      return afterFailure(session, event.fault);
    case 'connection':
      return session.phase === 'ready' ? withConnection(session, event.connection) : session;
    case 'settings':
      return session.phase === 'ready' ? withSettings(session, event) : session;
    case 'gone':
      return session.phase === 'ready'
        ? withConnections(session, (all) => all.filter(({ id }) => id !== event.connectionId))
        : session;
  }
}

/** What is shown stays shown; a page that reads fails by itself. */
function afterFailure(session: Session, fault: unknown): Session {
  if (session.phase === 'ready') return session;
  if (fault instanceof SignInFault) {
    return { phase: 'signed-out', fault: fault.kind === 'needs-click' ? undefined : fault };
  }
  return { phase: 'blocked', fault };
}

const withConnections = (session: Ready, change: (all: Connection[]) => Connection[]): Ready => ({
  ...session,
  me: { ...session.me, connections: change(session.me.connections) },
});

function withConnection(session: Ready, connection: Connection): Ready {
  // An admin's stream tells of everybody; only one's own belong here.
  if (!connection.mine) return session;
  return withConnections(session, (all) =>
    all.some(({ id }) => id === connection.id)
      ? all.map((known) => (known.id === connection.id ? connection : known))
      : [...all, connection],
  );
}

/** Nothing else of it: what the stream has told meanwhile is newer than what was known when they were sent. */
const withSettings = (
  session: Ready,
  { connectionId, settings }: Extract<SessionEvent, { type: 'settings' }>,
): Ready =>
  withConnections(session, (all) =>
    all.map((known) => (known.id === connectionId ? { ...known, settings } : known)),
  );

/** The connection that the pane is about: a live one first, else one that can still be undone. */
export function ownConnection(me: Me): Connection | undefined {
  const mine = me.connections.filter((connection) => connection.mine);
  return (
    mine.find(({ state }) => state !== 'deactivated') ?? mine.find(({ deactivated }) => deactivated !== null)
  );
}

export async function loadSession(
  client: Client,
  linkToken: string | undefined,
  signal: AbortSignal,
): Promise<Ready> {
  const me = await client.call('me', { signal });
  const listed = me.invitations[0];
  const base = { phase: 'ready', me } as const;
  if (linkToken === undefined) return { ...base, offer: listed && offerOf(listed), offerFault: undefined };
  try {
    const invitation = await client.call('openInvitation', { params: { token: linkToken }, signal });
    return { ...base, offer: offerOfLink(linkToken, invitation), offerFault: undefined };
  } catch (cause) {
    // Without a look at the person's own address the server cannot compare it; consent comes first.
    if (isApiError(cause, 'consent_required', 'sign_in_required'))
      return { ...base, offer: undefined, offerFault: undefined };
    if (isApiError(cause, 'invitation_expired', 'not_found', 'resource_taken')) {
      return { ...base, offer: listed && offerOf(listed), offerFault: cause };
    }
    throw cause;
  }
}

const offerOf = ({ id, company, resource, language, settings }: OpenInvitation): Offer => ({
  invitation: id,
  company: company.name,
  resource: resource.name,
  match: 'equal',
  email: undefined,
  language,
  settings,
});

const offerOfLink = (
  token: string,
  { company, resource, match, email, language, settings }: Invitation,
): Offer => ({
  invitation: token,
  company: company.name,
  resource: resource.name,
  match,
  email,
  language,
  settings,
});
