/** Calls about the signed-in person, and what the pane must know before anybody signs in. */
import { z } from 'zod';
import type { Call } from './call.ts';
import { Connection } from './connection.ts';
import { SettingsInForce } from './settings.ts';
import { Language, list, Time } from './words.ts';

export const CompanyBrief = z.object({ id: z.string(), name: z.string(), privacyAccepted: z.boolean() });
export type CompanyBrief = z.infer<typeof CompanyBrief>;

const Named = z.object({ id: z.string(), name: z.string() });

export const OpenInvitation = z.object({
  id: z.string(),
  company: Named,
  resource: Named,
  /** The admin's name. */
  invitedBy: z.string(),
  expiresAt: Time,
  /** In which language copies without a title would speak. */
  language: Language,
  /** What the company has set and locked: where the person's own choice begins. */
  settings: SettingsInForce,
});
export type OpenInvitation = z.infer<typeof OpenInvitation>;

export const Me = z.object({
  user: z.object({
    tenantId: z.string(),
    oid: z.string(),
    name: z.string(),
    /** From Graph with the person's own token; null as long as Microsoft does not let us read it. */
    email: z.string().nullable(),
    roles: z.array(z.string()),
  }),
  /**
   * Whether Graph let us read the person's own profile. `scopes`: what to ask for first, no more than what the company's
   * direction needs.
   */
  access: z.object({
    state: z.enum(['ok', 'consent-required', 'sign-in-required', 'unavailable']),
    scopes: z.array(z.string()),
    claims: z.string().nullable(),
  }),
  /** The tenant's one company, or the one this person is connected to; null where that is not clear. */
  company: CompanyBrief.nullable(),
  companies: z.array(CompanyBrief),
  invitations: z.array(OpenInvitation),
  connections: z.array(Connection),
});
export type Me = z.infer<typeof Me>;

export const PublicConfig = z.object({
  clientId: z.string(),
  /** E.g. `https://login.microsoftonline.com`. */
  authorityHost: z.string(),
  /** The scope of our own API that the pane asks a token for. */
  scope: z.string(),
  /** Who may frame the pages and whom teams-js may trust. */
  hostOrigins: z.array(z.string()),
  officeJsUrl: z.string(),
  background: z.enum(['obo', 'code']),
  version: z.string(),
  /** Where the operator helps; null where there is no such page. */
  supportUrl: z.string().nullable(),
  /** Full scope names, for incremental consent. */
  graphScopes: z.object({
    profile: z.array(z.string()),
    read: z.array(z.string()),
    write: z.array(z.string()),
    shared: z.array(z.string()),
  }),
});
export type PublicConfig = z.infer<typeof PublicConfig>;

export const Invitation = z.object({
  id: z.string(),
  company: Named,
  resource: Named,
  invitedBy: z.string(),
  /** The invited address; shortened to `l…@lindner.example` for somebody else. */
  email: z.string(),
  expiresAt: Time,
  match: z.enum(['equal', 'different']),
  /** As in an open invitation. */
  language: Language,
  /** As in an open invitation; null for somebody else. */
  settings: SettingsInForce.nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

export const Calendar = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string().nullable(),
  isDefault: z.boolean(),
  canEdit: z.boolean(),
  /** False: shared with the person; looked at every five minutes instead of at once. */
  isOwn: z.boolean(),
  owner: z.object({ name: z.string(), address: z.string() }),
});
export type Calendar = z.infer<typeof Calendar>;

export const SignIn = z.strictObject({
  /** With `background: code` only: what the popup brought. */
  code: z.string().min(1).max(4000).optional(),
  redirectUri: z.url().max(400).optional(),
  /** Of Graph; default: what the person's connections need. */
  scopes: z.array(z.string().max(200)).max(10).optional(),
});

export const meCalls = {
  config: {
    method: 'get',
    path: '/api/config',
    who: 'anyone',
    summary: 'What the pane needs before sign-in; nothing secret',
    answer: PublicConfig,
  },
  me: {
    method: 'get',
    path: '/api/me',
    who: 'user',
    summary: 'The person, their company, open invitations and connections',
    answer: Me,
  },
  signIn: {
    method: 'post',
    path: '/api/sign-in',
    who: 'user',
    summary: "Renews our access to the person's mailbox; connections that waited for it go on",
    body: SignIn,
    answer: list(Connection),
    errors: ['consent_required', 'sign_in_required'],
  },
  openInvitation: {
    method: 'get',
    path: '/api/invitations/{token}',
    who: 'user',
    summary: 'What an invitation is about; consumes nothing',
    answer: Invitation,
    errors: ['invitation_expired', 'consent_required', 'sign_in_required'],
  },
  calendars: {
    method: 'get',
    path: '/api/calendars',
    who: 'user',
    summary: "The person's calendars",
    answer: list(Calendar),
    errors: ['consent_required', 'mailbox_unsupported', 'sign_in_required'],
  },
} as const satisfies Record<string, Call>;
