import type { PublicConfig } from '../../../../shared/me.ts';
import { listCalendars } from '../../sync/requests/calendars.ts';
import { viewMe } from '../../sync/requests/me.ts';
import { openInvitation } from '../../sync/requests/openInvitation.ts';
import { invalid } from '../../sync/refusal.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import { asking, signInAgain } from '../../sync/requests/signIn.ts';
import { PROFILE_SCOPES } from '../../core/scopes.ts';
import * as companies from '../present/company.ts';
import { page } from '../present/times.ts';
import { reply, type Handlers } from '../route.ts';
import { showConnections } from './showConnection.ts';

export const meHandlers = (
  deps: RequestDeps,
  config: PublicConfig,
): Handlers<'config' | 'me' | 'signIn' | 'openInvitation' | 'calendars'> => ({
  config: () => Promise.resolve(reply(config)),

  me: async ({ caller }) => reply(companies.me(await viewMe(deps, caller), caller)),

  signIn: async ({ caller, body }) => {
    const { code = null, redirectUri = null, scopes = null } = body;
    if (code !== null && redirectUri === null)
      throw invalid('redirectUri', 'A code goes with its redirect URI.');
    const connections = await signInAgain(deps, caller, { code, redirectUri, scopes });
    return reply(page(await showConnections(deps, caller, connections)));
  },

  openInvitation: async ({ caller, params }) =>
    reply(
      companies.invitation(await asking(PROFILE_SCOPES, () => openInvitation(deps, caller, params.token))),
    ),

  calendars: async ({ caller }) => reply(page(await listCalendars(deps, caller))),
});
