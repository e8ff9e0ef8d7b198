import { connectCompany, rotateWebhook } from '../../sync/requests/company.ts';
import { sendMoveCode } from '../../sync/requests/moveCompany.ts';
import { isApproved, isLive } from '../../sync/policy.ts';
import type { Company } from '../../sync/documents.ts';
import { acceptPrivacy } from '../../sync/requests/privacy.ts';
import { invalid } from '../../sync/refusal.ts';
import { releaseCompany } from '../../sync/requests/releaseCompany.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import {
  applyCompanySettings,
  changeCompanySettings,
  undoCompanySettings,
  type AppliedToAll,
} from '../../sync/requests/settings.ts';
import * as present from '../present/company.ts';
import { page, time } from '../present/times.ts';
import { noContent, reply, type Handlers } from '../route.ts';

type Binding = 'companies' | 'company' | 'connectCompany' | 'sendCode' | 'releaseCompany' | 'rotateWebhook';
type Rules =
  | 'privacy'
  | 'acceptPrivacy'
  | 'companySettings'
  | 'changeCompanySettings'
  | 'applyCompanySettings'
  | 'undoCompanySettings';

const requireNamed = (params: object, timifyCompanyId: string): string | undefined => {
  const named = (params as { companyId?: string }).companyId;
  if (named !== undefined && named !== timifyCompanyId)
    throw invalid('timifyCompanyId', 'is another company than the one in the address');
  return named;
};

const bindingHandlers = (deps: RequestDeps): Handlers<Binding> => ({
  companies: async ({ caller }) => {
    const rows = await deps.store.companies.ofTenant(caller.tenantId);
    return reply(page(rows.map((row) => present.company(row, deps.publicUrl))));
  },

  company: ({ company }) => Promise.resolve(reply(present.company(company, deps.publicUrl))),

  connectCompany: async ({ caller, body, params }) => {
    const named = requireNamed(params, body.timifyCompanyId);
    const { company, headerValue } = await connectCompany(deps, caller, body, named === undefined);
    return reply(present.company(company, deps.publicUrl, headerValue));
  },

  sendCode: async ({ caller, body, params }) => {
    requireNamed(params, body.timifyCompanyId);
    const { contact, expiresAt } = await sendMoveCode(deps, caller, body);
    return reply({ contact, expiresAt: time(expiresAt) });
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

const appliedReply = ({ outcomes, skipped }: AppliedToAll) => {
  const pending = outcomes.filter((outcome) => outcome.pending).length;
  const failed = outcomes.filter((outcome) => !outcome.ok).length;
  const done = outcomes.length - pending - failed;
  return reply({ connections: outcomes.length, done, pending, failed, skipped }, pending > 0 ? 202 : 200);
};

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

  applyCompanySettings: async ({ caller, company }) =>
    appliedReply(await applyCompanySettings(deps, caller, company)),

  undoCompanySettings: async ({ caller, company }) =>
    appliedReply(await undoCompanySettings(deps, caller, company)),
});

export const companyHandlers = (deps: RequestDeps): Handlers<Binding | Rules> => ({
  ...bindingHandlers(deps),
  ...ruleHandlers(deps),
});
