import type { Router } from 'express';

/**
 * What the parts of the sandbox share. A `World` is one small Microsoft 365 and one small TIMIFY, with one clock,
 * one seed, one set of switches. Services hold their own state; everything below is the ground they stand on.
 */

export type ServiceName = 'entra' | 'graph' | 'timify';

/** Virtual time: the real clock plus what `/control/clock` advanced. Token times use the real clock alone. */
export interface WorldClock {
  /** Epoch milliseconds of the world. */
  now(): number;
  /** Epoch milliseconds of the machine, for token lifetimes. */
  real(): number;
  /** Moves the world forward and tells everyone who listens (expiry of subscriptions, delta states, held slots). */
  advance(seconds: number): void;
  onAdvance(listener: () => void): void;
}

/** Seeded: the same seed and the same calls give the same world. */
export interface WorldRandom {
  /** In [0, 1). */
  next(): number;
  uuid(): string;
  hex(length: number): string;
  base64url(bytes: number): string;
}

/** Every oddity that is not known for certain is a switch with two or more values. See `switches.ts`. */
export interface Switches {
  /** A deleted occurrence in `calendarView/delta`: only its master is touched, or a tombstone of its own as well. */
  occurrenceDeletion: 'silent' | 'tombstone';
  /** A repeated create with the same `transactionId`: the existing event, or a refusal. */
  duplicateTransactionId: '200' | '409';
  /** The `scope` string of a token answer. */
  scopeForm: 'short' | 'qualified';
  /** What TIMIFY does with an appointment that overlaps another of the same resource. */
  timifyOverlap: 'accepted' | 'refused';
  /** What TIMIFY does with an appointment outside working times made through the API. */
  timifyOutsideHours: 'accepted' | 'refused';
  timifyAuthHeader: 'both' | 'raw' | 'bearer';
  /** Whether `external_id` of an appointment is stored. */
  timifyExternalId: 'kept' | 'dropped';
  /** Whether `bookings[].interval` includes preparation and follow-up time. */
  timifyInterval: 'without-buffers' | 'with-buffers';
  /** The longest window of the appointment list, in days. */
  timifyListDays: 31 | 365;
  timifyRefreshPath: 'refreshtoken' | 'refresh-token';
  /** Whether deleted or scheduled appointments still answer by id. */
  timifyDeletedById: '404' | 'scheduled';
  /** Whether TIMIFY sends a webhook for changes made by the app itself. */
  timifyOwnWebhooks: 'sent' | 'not-sent';
  /** `GET /companies?company_id=` for a company in which the app is not installed: a refusal, or an empty list. */
  timifyForeignCompany: 'forbidden' | 'empty';
  /** Two live subscriptions for the same resource and change types. */
  duplicateSubscription: '201' | '409';
  /** First page of a delta round. */
  deltaFirstPage: 'filled' | 'empty';
  /** Access tokens for Graph: signed JWTs, or opaque random strings that nobody can parse. */
  graphTokens: 'jwt' | 'opaque';
  /** Ids that Graph gives to one item when `IdType="ImmutableId"` is not asked for. */
  notificationsPerChange: 'one' | 'several';
  /** Whether an If-Match that does not match is refused. */
  ifMatch: 'checked' | 'ignored';
  /** Private items of a calendar that is shared without the right to see them: left out, or shown as taken. */
  sharedPrivateItems: 'hidden' | 'masked';
  /** Outlook's "this and following": what was different before the cut stays so, or falls back into line. */
  seriesSplit: 'exceptions-kept' | 'exceptions-dropped';
  /** Whether a room answers invitations by itself. */
  roomAnswers: 'none' | 'automatic';
  /** One occurrence of a connected series that a person moves: another slice, or a booking of its own. */
  timifyOccurrenceChange: 'slice' | 'own-booking';
  /** Whether bookings that are titled like their service are renamed with it. */
  timifyServiceRename: 'titles-kept' | 'titles-follow';
  /** What becomes of the bookings of a resource that is removed. */
  timifyResourceRemoval: 'bookings-stay' | 'bookings-go';
}

export interface Tenant {
  id: string;
  name: string;
  domain: string;
  /** Users may consent for themselves, or only an admin may. */
  userConsent: 'allowed' | 'admin-only';
}

export interface DirectoryUser {
  oid: string;
  tenantId: string;
  name: string;
  /** `mail` and `userPrincipalName`. */
  email: string;
  upn: string;
  /** App roles in our own API, e.g. `Sync.Admin`. */
  roles: string[];
  kind: 'member' | 'guest';
  mailbox: 'exchange-online' | 'on-premises' | 'unlicensed' | 'room';
  enabled: boolean;
  /** IANA zone of the mailbox. */
  timeZone: string;
  /** BCP 47, e.g. `de-DE`. */
  locale: string;
}

export interface Directory {
  tenants(): Tenant[];
  users(): DirectoryUser[];
  /** By oid, e-mail address or UPN, in any letter case. */
  find(name: string): DirectoryUser | undefined;
  add(user: DirectoryUser): void;
}

/** What a valid access token says, however it is written. */
export interface GraphGrant {
  tenantId: string;
  oid: string;
  clientId: string;
  /** Delegated scopes without the resource prefix, e.g. `Calendars.ReadWrite`. */
  scopes: string[];
  /** Application permissions, in a token without a user; `oid` is then the service principal's. */
  roles?: string[];
}

/** A refusal in the shape of the service that makes it. */
export interface TokenRefusal {
  status: 401;
  code: 'InvalidAuthenticationToken';
  message: string;
  /** Base64 claims for a continuous-access-evaluation challenge. */
  claims?: string;
}

export interface WorldMail {
  at: string;
  /** `ours`: sent by the server over SMTP or Graph sendMail. The others: what the service itself would have sent. */
  from: 'ours' | 'exchange' | 'timify';
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Why a service sent it: `invitation`, `update`, `cancellation`, `confirmation`, `reschedule`. */
  reason?: string;
}

/** One row per received call, and per part of a `$batch`. */
export interface JournalRow {
  service: ServiceName;
  method: string;
  /** Path with query, as received, without the service's prefix. */
  path: string;
  status: number;
  /** ISO time (machine clock) at which it was received. */
  time: string;
  /** Requests under way at that service when it arrived, itself included. */
  inFlight: number;
}

export interface Journal {
  /** Call when a request arrives; call the result with its status when it is answered. */
  begin(row: { service: ServiceName; method: string; path: string }): (status: number) => void;
  since(time: string | undefined): JournalRow[];
  clear(): void;
}

/** What happened, in plain words, for the page that people watch. */
export interface WorldEvent {
  at: string;
  side: 'office' | 'timify' | 'server';
  text: string;
}

export interface World {
  clock: WorldClock;
  random: WorldRandom;
  switches: Switches;
  directory: Directory;
  journal: Journal;
  mails: { add(mail: WorldMail): void; all(): WorldMail[]; clear(): void };
  /** For `/world`: calendars changed, calls came in, mails were sent. */
  events: { emit(event: WorldEvent): void; subscribe(listener: (event: WorldEvent) => void): () => void };
  /** Answers for a bearer token at Graph. Owned by `entra/`. */
  verifyGraphToken(bearer: string | undefined): GraphGrant | TokenRefusal;
  /**
   * An answer that a fault of `/control/faults` puts in place of the real one, for calls that do not arrive as
   * requests of their own (parts of a `$batch`). `path` is without the service's prefix.
   */
  injectedAnswer?(service: ServiceName, method: string, path: string): InjectedAnswer | undefined;
  /** Extra delay for notifications and webhooks, in milliseconds. */
  notificationDelay(): number;
  /** Base address of a service for absolute links, e.g. `https://localhost:4402/v1.0`. */
  origins: { entra: string; graph: string; timify: string; plain: string };
  /** Tells the keeper of the data file that something changed. */
  changed(): void;
}

export interface InjectedAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What each service hands to the shell of the sandbox. */
export interface SandboxService<State> {
  /** Mounted at `/graph/v1.0`, `/timify/v1` on plain HTTP and at the HTTPS address of the service. */
  router: Router;
  /** A plain JSON value from which `restore` rebuilds everything. */
  snapshot(): State;
  restore(state: State): void;
  reset(): void;
  /** Resolves when no notification or webhook is waiting to be delivered. */
  idle(): Promise<void>;
}
