import type { Place } from './navigation.tsx';
import { ownConnection, type Ready } from './session.ts';

interface Arrival {
  readonly session: Ready;
  readonly canAdminister: boolean;
  readonly cameByLink: boolean;
  readonly deepLink: string | undefined;
}

export const isAdmin = ({ me }: Ready): boolean => me.user.roles.includes('Sync.Admin');

/** Where somebody lands: what their link is about, else their own calendar, else what they administer. */
export function startPlace({ session, canAdminister, cameByLink, deepLink }: Arrival): Place {
  if (cameByLink && (session.offer !== undefined || session.offerFault !== undefined))
    return { page: 'first' };
  const connection = ownConnection(session.me);
  if (connection !== undefined && connection.state !== 'deactivated') {
    return placeOfDeepLink(deepLink) ?? { page: 'status' };
  }
  if (session.offer !== undefined) return { page: 'first' };
  if (canAdminister && isAdmin(session)) return { page: 'admin', section: 'overview' };
  return connection === undefined ? { page: 'first' } : { page: 'status' };
}

function placeOfDeepLink(deepLink: string | undefined): Place | undefined {
  if (deepLink?.startsWith('conflict-') === true)
    return { page: 'conflict', id: deepLink.slice('conflict-'.length) };
  if (deepLink === 'conflicts' || deepLink === 'log' || deepLink === 'settings') return { page: deepLink };
  return undefined;
}
