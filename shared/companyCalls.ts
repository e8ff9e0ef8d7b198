/** Calls of the company's admin. `/api/company/…` also exists as `/api/companies/{companyId}/…`. */
import { z } from 'zod';
import type { Call } from './call.ts';
import {
  AuditEntry,
  Company,
  CompanyProof,
  ConnectCompany,
  Health,
  InviteBody,
  Invited,
  Privacy,
  Resource,
  SentCode,
} from './company.ts';
import { ActResult } from './connection.ts';
import { Conflict, LogEntry } from './items.ts';
import { CompanySettings, CompanySettingsChange } from './settings.ts';
import { Copies, Language, list, Page, Time } from './words.ts';

/** So many connections, and what came of each. */
const AppliedToAll = z.object({
  connections: z.number(),
  done: z.number(),
  pending: z.number(),
  failed: z.number(),
  /** Left alone, since they are paused; not among `connections`. */
  skipped: z.number(),
});

export const companyCalls = {
  companies: {
    method: 'get',
    path: '/api/companies',
    who: 'admin',
    summary: "The tenant's companies",
    answer: list(Company),
  },
  company: {
    method: 'get',
    path: '/api/company',
    who: 'admin',
    summary: 'One company',
    answer: Company,
  },
  connectCompany: {
    method: 'put',
    path: '/api/company',
    who: 'admin',
    summary: 'Binds a TIMIFY company to the tenant, or renews its credentials',
    body: ConnectCompany,
    answer: Company,
    errors: [
      'timify_credentials',
      'timify_unavailable',
      'company_taken',
      'company_ambiguous',
      'code_wrong',
      'code_expired',
    ],
  },
  sendCode: {
    method: 'post',
    path: '/api/company/code',
    who: 'admin',
    summary: 'Sends a code to the contact address of a company that another tenant has; it moves the company',
    body: CompanyProof,
    answer: SentCode,
    errors: ['timify_credentials', 'timify_unavailable', 'company_missing'],
  },
  releaseCompany: {
    method: 'delete',
    path: '/api/company',
    who: 'admin',
    summary: 'Releases the company; with live connections only when told what happens with the copies',
    body: z.strictObject({ copies: Copies.optional() }).default({}),
    status: [204, 202],
    errors: ['copies_required'],
  },
  rotateWebhook: {
    method: 'post',
    path: '/api/company/webhook/rotate',
    who: 'admin',
    summary: 'A new header value; the former one stops working at once',
    answer: Company,
  },
  privacy: {
    method: 'get',
    path: '/api/company/privacy',
    who: 'admin',
    summary: 'The privacy policy in force',
    answer: Privacy,
  },
  acceptPrivacy: {
    method: 'post',
    path: '/api/company/privacy',
    who: 'admin',
    summary: 'Agrees to this version on behalf of the company',
    body: z.strictObject({ version: z.string().min(1).max(40) }),
    answer: Company,
  },
  companySettings: {
    method: 'get',
    path: '/api/company/settings',
    who: 'admin',
    summary: 'Company-wide settings and locks',
    answer: CompanySettings,
  },
  changeCompanySettings: {
    method: 'patch',
    path: '/api/company/settings',
    who: 'admin',
    summary: 'Sets company-wide settings and locks; holds for what is synced from then on',
    body: CompanySettingsChange,
    answer: CompanySettings,
    errors: ['copies_required'],
  },
  applyCompanySettings: {
    method: 'post',
    path: '/api/company/apply-settings',
    who: 'admin',
    summary: 'Re-decides what is already synced, for every connection that is not paused',
    answer: AppliedToAll,
    status: [200, 202],
    errors: ['privacy_required'],
  },
  undoCompanySettings: {
    method: 'post',
    path: '/api/company/apply-settings/undo',
    who: 'admin',
    summary: 'Takes the last of these back, within 30 days; what was made anonymous stays so',
    answer: AppliedToAll,
    status: [200, 202],
    errors: ['undo_impossible', 'privacy_required'],
  },
  resources: {
    method: 'get',
    path: '/api/company/resources',
    who: 'admin',
    summary: "TIMIFY's resources with the state of each",
    answer: list(Resource),
    errors: ['timify_unavailable', 'timify_credentials'],
  },
  invite: {
    method: 'post',
    path: '/api/company/invitations',
    who: 'admin',
    summary: 'Invites resources; a new invitation replaces an open one',
    body: InviteBody,
    answer: list(Invited),
    errors: ['resource_taken', 'privacy_required', 'timify_unavailable', 'timify_credentials'],
  },
  approve: {
    method: 'post',
    path: '/api/company/invitations/{resourceId}/approve',
    who: 'admin',
    summary: 'Lets a person with another address connect',
    errors: ['privacy_required', 'resource_taken'],
  },
  withdraw: {
    method: 'delete',
    path: '/api/company/invitations/{resourceId}',
    who: 'admin',
    summary: 'Takes an open invitation back, or refuses who waits for approval',
  },
  companyConflicts: {
    method: 'get',
    path: '/api/company/conflicts',
    who: 'admin',
    summary: 'Conflicts of all resources',
    query: Page.extend({ state: z.enum(['open', 'all']).default('open'), language: Language.optional() }),
    answer: list(Conflict),
  },
  companyLog: {
    method: 'get',
    path: '/api/company/log',
    who: 'admin',
    summary: 'The log of all resources, newest first',
    query: Page.extend({
      item: z.string().max(500).optional(),
      /** What was written before: the way to a day. */
      until: Time.optional(),
      language: Language.optional(),
    }),
    answer: list(LogEntry),
  },
  health: {
    method: 'get',
    path: '/api/company/health',
    who: 'admin',
    summary: 'How the sync of each resource is doing',
    answer: Health,
  },
  audit: {
    method: 'get',
    path: '/api/company/audit',
    who: 'admin',
    summary: 'What admins did, newest first',
    query: Page,
    answer: list(AuditEntry),
  },
  companySync: {
    method: 'post',
    path: '/api/company/sync',
    who: 'admin',
    summary: 'Looks at TIMIFY and every connection now',
    answer: ActResult,
  },
} as const satisfies Record<string, Call>;
