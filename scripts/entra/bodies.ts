/** The requests that make or mend a registration, in order; both scripts send these and no others. */
import { AUDIENCE, DISPLAY_NAME, registrationFor, tagOf, withoutKeys, type Ids } from './registration.ts';

export interface Bodies {
  /** `POST /applications`, only where there is none yet. */
  create: object;
  /** `PATCH /applications/{id}`: all but what must wait for the scope. */
  settings: object;
  /** `PATCH /applications/{id}`: clients can only be authorised for a scope that is already there. */
  clients: object;
  /** `POST /servicePrincipals`, only where there is none yet: without it nobody can be given the role. */
  principal: object;
}

/** `ids` are the script's own variables, which it fills in as it goes. */
export const bodiesFor = (origin: string, ids: Ids): Bodies => {
  // Certificates are added one by one, never set as a whole.
  const wanted = withoutKeys(registrationFor(origin, ids));
  const { preAuthorizedApplications, ...api } = wanted.api;
  return {
    create: { displayName: DISPLAY_NAME, signInAudience: AUDIENCE, tags: [tagOf(origin)] },
    settings: { ...wanted, api },
    clients: { api: { ...api, preAuthorizedApplications } },
    principal: { appId: ids.appId, appRoleAssignmentRequired: false },
  };
};

/** Where the scripts look for the registration. */
export const filterFor = (origin: string, clientId: string | undefined): string =>
  clientId === undefined ? `tags/any(t:t eq '${tagOf(origin)}')` : `appId eq '${clientId}'`;
