import { connectCompany, rotateWebhook } from '../../sync/company.ts';
import { isApproved, isLive } from '../../sync/policy.ts';
import type { Company } from '../../sync/ports.ts';
import { acceptPrivacy } from '../../sync/privacy.ts';
import { invalid } from '../../sync/refusal.ts';
import { releaseCompany } from '../../sync/releaseCompany.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import { applyCompanySettings, changeCompanySettings } from '../../sync/settings.ts';
import * as present from '../present/company.ts';
import { page } from '../present/times.ts';
import { noContent, reply, type Handlers } from '../route.ts';

type Binding = 'companies' | 'company' | 'connectCompany' | 'releaseCompany' | 'rotateWebhook';
type Rules =
  'privacy' | 'acceptPrivacy' | 'companySettings' | 'changeCompanySettings' | 'applyCompanySettings';

const bindingHandlers = (deps: RequestDeps): Handlers<Binding> => ({
  companies: async ({ caller }) => {
    const rows = await deps.store.companies.ofTenant(caller.tenantId);
    return reply(page(rows.map((row) => present.company(row, deps.publicUrl))));
  },

  company: ({ company }) => Promise.resolve(reply(present.company(company, deps.publicUrl))),

  connectCompany: async ({ caller, body, params }) => {
    const named = (params as { companyId?: string }).companyId;
    if (named !== undefined && named !== body.timifyCompanyId)
      throw invalid('timifyCompanyId', 'is another company than the one in the address');
    const { company, headerValue } = await connectCompany(deps, caller, body, named === undefined);
    return reply(present.company(company, deps.publicUrl, headerValue));
  },

  releaseCompany: async ({ caller, company, body }) => {
    const { waiting } = await releaseCompany(deps, caller, company, body.copies ?? null);
    return noContent(waiting > 0 ? 202 : 204);
  },

  rotateWebhook: async ({ caller, company }) => {
    const { company: rotated, headerValue } = await rotateWebhook(deps, caller, company);
    return reply(present.company(rotated, deps.publicUrl, headerValue));
  },
});

const live = async (deps: RequestDeps, company: Company) =>
  (await deps.store.connections.ofCompany(company.id)).filter((row) => isLive(row) && isApproved(row));

const ruleHandlers = (deps: RequestDeps): Handlers<Rules> => ({
  privacy: ({ company }) => Promise.resolve(reply(present.privacy(company))),

  acceptPrivacy: async ({ caller, company, body }) =>
    reply(present.company(await acceptPrivacy(deps, caller, company, body.version), deps.publicUrl)),

  companySettings: async ({ company }) => reply(present.companySettings(company, await live(deps, company))),

  changeCompanySettings: async ({ caller, company, body }) => {
    const { reset = [], locked = null, copies = null, ...values } = body;
    const change = { values, reset, locked, copies };
    const changed = await changeCompanySettings(deps, caller, company, change);
    return reply(present.companySettings(changed, await live(deps, changed)));
  },

  applyCompanySettings: async ({ caller, company }) => {
    const outcomes = await applyCompanySettings(deps, caller, company);
    const pending = outcomes.filter((outcome) => outcome.pending).length;
    const failed = outcomes.filter((outcome) => !outcome.ok).length;
    const done = outcomes.length - pending - failed;
    return reply({ connections: outcomes.length, done, pending, failed }, pending > 0 ? 202 : 200);
  },
});

export const companyHandlers = (deps: RequestDeps): Handlers<Binding | Rules> => ({
  ...bindingHandlers(deps),
  ...ruleHandlers(deps),
});
