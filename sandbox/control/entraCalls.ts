import { z } from 'zod';
import { GRAPH_SCOPES, OUR_GRAPH_SCOPES } from '../entra/constants.ts';
import type { DirectoryUser } from '../world.ts';
import { read, refuse } from './errors.ts';
import type { ControlParts } from './parts.ts';

export function userNamed({ sandbox }: ControlParts, name: string): DirectoryUser {
  const user = sandbox.world.directory.find(name);
  if (!user) throw refuse.unknownUser(name);
  return user;
}

const user = z.string().min(1);

/** A token as if the person had signed in and, unless `consent` is false, agreed to all that our product asks for. */
export function token(parts: ControlParts, body: unknown): unknown {
  const shape = {
    user,
    audience: z.enum(['api', 'graph']).default('api'),
    consent: z.boolean().default(true),
    clientId: z.string().optional(),
  };
  const input = read(shape, body);
  const person = userNamed(parts, input.user);
  const { entra } = parts.sandbox;
  if (input.consent) entra.accounts.consent(person, OUR_GRAPH_SCOPES);
  const order = { user: person, audience: input.audience };
  return {
    token: entra.tokenFor(input.clientId === undefined ? order : { ...order, clientId: input.clientId }),
  };
}

const tokensShape = {
  user,
  /** Refresh tokens are refused (50173), Graph tokens end. */
  revoke: z.boolean().optional(),
  /** `true` or `access`: Graph tokens so far count as expired; `refresh`: refresh tokens do (700082). */
  expire: z.union([z.boolean(), z.enum(['access', 'refresh'])]).optional(),
  /** Silent requests are refused until the person signs in again; a number is the AADSTS code. */
  interaction: z.union([z.boolean(), z.number().int()]).optional(),
  /** Graph answers tokens so far with a claims challenge. */
  challenge: z.boolean().optional(),
  /** Takes back consent: all of it, or for these Graph scopes. */
  withdrawConsent: z.union([z.boolean(), z.array(z.enum(GRAPH_SCOPES))]).optional(),
  /** The account is disabled, or enabled again. */
  disabled: z.boolean().optional(),
};

const MFA_REQUIRED = 50076;

export function tokens(parts: ControlParts, body: unknown): unknown {
  const input = read(tokensShape, body);
  const person = userNamed(parts, input.user);
  const { entra, world } = parts.sandbox;
  if (input.revoke === true) entra.end(person, { access: 'revoked', refresh: 'revoked' });
  if (input.expire === true || input.expire === 'access') entra.end(person, { access: 'expired' });
  if (input.expire === 'refresh') entra.end(person, { access: 'expired', refresh: 'expired' });
  if (input.challenge === true) entra.end(person, { access: 'challenged' });
  if (input.interaction !== undefined) {
    const code =
      typeof input.interaction === 'number' ? input.interaction : input.interaction ? MFA_REQUIRED : 0;
    entra.accounts.requireInteraction(person.oid, code);
  }
  const { withdrawConsent } = input;
  if (Array.isArray(withdrawConsent)) entra.accounts.withdraw(person, withdrawConsent);
  else if (withdrawConsent === true) entra.accounts.withdraw(person);
  if (input.disabled !== undefined) {
    person.enabled = !input.disabled;
    if (input.disabled) entra.end(person, { access: 'revoked' });
    world.changed();
  }
  return { consented: entra.accounts.granted(person) };
}

/** What a host's broker asks for a nested app. Facts: addin §5.2. */
export function nested(parts: ControlParts, body: unknown): unknown {
  const shape = {
    user,
    scopes: z.array(z.string()),
    claims: z.string().optional(),
    interactive: z.boolean().default(false),
  };
  const input = read(shape, body);
  const person = userNamed(parts, input.user);
  return parts.sandbox.entra.nestedToken({ ...input, user: person });
}

export function directory({ sandbox }: ControlParts): unknown {
  const { directory: people } = sandbox.world;
  return {
    tenants: people.tenants(),
    users: people.users().map((one) => ({ ...one, consented: sandbox.entra.accounts.granted(one) })),
  };
}

/** Renames a person or changes the address, the roles or the mailbox, as a tenant admin would. */
export function changeUser(parts: ControlParts, name: string, body: unknown): unknown {
  const shape = {
    name: z.string().optional(),
    email: z.email().optional(),
    roles: z.array(z.string()).optional(),
    mailbox: z.enum(['exchange-online', 'on-premises', 'unlicensed', 'room']).optional(),
    timeZone: z.string().optional(),
    locale: z.string().optional(),
  };
  const input = read(shape, body);
  const person = userNamed(parts, name);
  const upn = input.email === undefined ? {} : { upn: input.email };
  Object.assign(
    person,
    Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
    upn,
  );
  const { world } = parts.sandbox;
  world.directory.add(person);
  world.changed();
  return person;
}
