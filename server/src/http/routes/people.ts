import { approve, withdraw } from '../../sync/requests/approval.ts';
import { pageOfAudit } from '../../sync/requests/auditPages.ts';
import { companyConflicts } from '../../sync/requests/companyLists.ts';
import { healthOf } from '../../sync/requests/health.ts';
import { invite } from '../../sync/requests/invitations.ts';
import type { LagHistory } from '../../sync/lagHistory.ts';
import { offeredUndos, pageOfLog } from '../../sync/requests/logPages.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import { listResources } from '../../sync/requests/resources.ts';
import { syncCompany } from '../../sync/requests/syncCompany.ts';
import * as present from '../present/company.ts';
import { actResult } from '../present/connection.ts';
import { conflict, logEntry } from '../present/items.ts';
import { page } from '../present/times.ts';
import { noContent, reply, type Handlers } from '../route.ts';

type Inviting = 'resources' | 'invite' | 'approve' | 'withdraw';
type Looking = 'companyConflicts' | 'companyLog' | 'health' | 'audit' | 'companySync';

const invitingHandlers = (deps: RequestDeps): Handlers<Inviting> => ({
  resources: async ({ company }) => {
    const rows = await listResources(deps, company);
    return reply(page(rows.map((row) => present.resource(row, company))));
  },

  invite: async ({ caller, company, body }) => {
    const { resourceIds, send, language = null } = body;
    const invited = await invite(deps, caller, company, { resourceIds, send, language });
    return reply(page(invited.map(present.invited)));
  },

  approve: async ({ caller, company, params }) => {
    await approve(deps, caller, company, params.resourceId);
    return noContent();
  },

  withdraw: async ({ caller, company, params }) => {
    await withdraw(deps, caller, company, params.resourceId);
    return noContent();
  },
});

const lookingHandlers = (deps: RequestDeps & { lagHistory: LagHistory }): Handlers<Looking> => ({
  companyConflicts: async ({ caller, company, query, language }) => {
    const { state, limit, after = null } = query;
    const request = { state, limit, after, language: language(query.language) };
    const { conflicts, next } = await companyConflicts(deps, caller, company, request);
    return reply(page(conflicts.map(conflict), next));
  },

  companyLog: async ({ caller, company, query, language }) => {
    const { limit, after = null, item, until } = query;
    const { entries, next } = await pageOfLog(
      deps.store,
      { companyId: company.id },
      { limit, after },
      { item, until: until === undefined ? undefined : Date.parse(until) },
    );
    const spoken = language(query.language);
    const offered = await offeredUndos(deps, caller, company, entries);
    const items = entries.map((entry) =>
      logEntry(entry, deps.sentences.log(entry, spoken), null, offered.has(entry.id)),
    );
    return reply(page(items, next));
  },

  health: async ({ company, query }) => {
    const { limit, after = null } = query;
    return reply(present.health(await healthOf(deps, company, { limit, after })));
  },

  audit: async ({ company, query, language }) => {
    const { limit, after = null } = query;
    const request = { limit, after, language: language(query.language) };
    const { acts, next } = await pageOfAudit(deps, company, request);
    return reply(page(acts.map(present.auditEntry), next));
  },

  companySync: async ({ company }) => reply(actResult(await syncCompany(deps, company), null), 202),
});

export const peopleHandlers = (
  deps: RequestDeps & { lagHistory: LagHistory },
): Handlers<Inviting | Looking> => ({ ...invitingHandlers(deps), ...lookingHandlers(deps) });
