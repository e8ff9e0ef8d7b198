/** Hand-written stand-ins for the ports that reach out of the process. They remember what they were asked. */
import { createHmac } from 'node:crypto';
import { Fault, type FaultKind } from '../../core/fault.ts';
import type { Appointment, OfficeEvent } from '../../core/items.ts';
import { overlaps } from '../../core/spans.ts';
import type { Act, Connection } from '../../sync/documents.ts';
import type {
  Calendar,
  OfficeSide,
  Sides,
  TimifyCompany,
  TimifyResource,
  TimifySide,
} from '../../sync/ports/sides.ts';
import type { Caller, Mail, Profile, Profiles, Tokens } from '../../sync/ports/people.ts';
import type { Log } from '../../sync/ports/process.ts';
import type { Preview, Runner } from '../../sync/runner.ts';
import { anEvent } from './anEvent.ts';

export interface Mailbox {
  profile: Profile;
  calendars: Calendar[];
  events: OfficeEvent[];
  /** Scopes that the person has consented to. */
  consented: Set<string>;
  /** Every call to Graph on this mailbox fails like this. */
  fault: FaultKind | null;
}

export interface TimifyAccount {
  appId: string;
  appSecret: string;
  name: string;
  locale: string;
  resources: TimifyResource[];
  appointments: Appointment[];
  fault: FaultKind | null;
}

export interface Outside {
  mailboxes: Map<string, Mailbox>;
  accounts: Map<string, TimifyAccount>;
  mails: Parameters<Mail['send']>[0][];
  mailFault: FaultKind | null;
  /** Who read a mailbox: `{oid} {call}`. */
  reads: string[];
  lines: { level: keyof Log; line: string; facts: Record<string, unknown> }[];
  acts: { connection: Connection; by: string; request: Act['request'] }[];
  /** What the next acts come to; null: no run takes them. */
  actResult: Act['result'];
  previews: { connection: Connection; kind: string; copies: string | undefined }[];
  preview: Preview;
  forgotten: string[];
  /** Deltas show nothing. */
  isDeltaBlind: boolean;
}

const never = (what: string) => (): never => {
  throw new Error(`the request side never asks for ${what}`);
};

const graphFault = (kind: FaultKind, code: string | null = null): Fault =>
  new Fault({ kind, service: kind === 'consent-required' ? 'entra' : 'graph', code, claims: null });

const officeSide = (outside: Outside, oid: string): OfficeSide => {
  const box = (call: string): Mailbox => {
    outside.reads.push(`${oid} ${call}`);
    const mailbox = outside.mailboxes.get(oid);
    if (!mailbox) throw graphFault('mailbox-unsupported');
    if (mailbox.fault) throw graphFault(mailbox.fault);
    return mailbox;
  };
  const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
  return {
    name: 'office',
    calendars: () => later(() => box('calendars').calendars),
    window: (window, containers) =>
      later(() => ({
        scope: 'full' as const,
        window,
        items: box('window').events.filter(
          ({ span, calendarId }) =>
            containers.includes(calendarId) && span.start < window.end && span.end > window.start,
        ),
        removed: [],
        broken: [],
        containers: [...containers],
      })),
    read: (ids) =>
      later(() => {
        const items = box('read').events.filter(({ id }) => ids.includes(id));
        return { items, gone: ids.filter((id) => !items.some((item) => item.id === id)) };
      }),
    elsewhere: () => later(() => []),
    create: ({ containerId, content, marker }) =>
      later(() => {
        const event = anEvent({
          id: marker,
          calendarId: containerId ?? '',
          title: content.title,
          span: content.span,
          marker,
        });
        box('create').events.push(event);
        return event;
      }),
    remove: ({ id }) =>
      later(() => {
        const mailbox = box('remove');
        mailbox.events = mailbox.events.filter((event) => event.id !== id);
      }),
    update: never('office.update'),
    release: never('office.release'),
    mark: never('office.mark'),
    isMarked: () => true,
    findByMarker: never('office.findByMarker'),
    changes: ({ calendarId, window, cursor }) =>
      later(() => {
        const { events } = box('changes');
        const items = events.filter(
          (event) => event.calendarId === calendarId && overlaps(event.span, window),
        );
        const shown = outside.isDeltaBlind ? [] : items;
        return {
          snapshot: {
            scope: cursor === null ? ('full' as const) : ('changes' as const),
            window,
            items: shown,
            removed: [],
            broken: [],
            containers: [calendarId],
          },
          cursor: 'later',
          deltaCalls: 1,
          incomplete: null,
        };
      }),
    subscribe: never('office.subscribe'),
    renew: never('office.renew'),
    unsubscribe: never('office.unsubscribe'),
  };
};

const timifySide = (account: () => TimifyAccount, resourceId: string): TimifySide => {
  const own = (): Appointment[] =>
    account().appointments.filter((one) => one.resourceIds.includes(resourceId));
  const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
  return {
    name: 'timify',
    window: (window) =>
      later(() => ({
        scope: 'full' as const,
        window,
        items: own().filter(({ span }) => span.start < window.end && span.end > window.start),
        removed: [],
        broken: [],
        containers: null,
      })),
    read: (ids) => later(() => ({ items: own().filter(({ id }) => ids.includes(id)), gone: [] })),
    availability: never('timify.availability'),
    forgetAvailability: () => undefined,
    longestWindow: 30 * 86_400_000,
    readKnown: never('timify.readKnown'),
    create: never('timify.create'),
    update: never('timify.update'),
    release: never('timify.release'),
    mark: never('timify.mark'),
    isMarked: () => true,
    remove: never('timify.remove'),
    findByMarker: never('timify.findByMarker'),
  };
};

const fault = (kind: FaultKind, status: number | null = null): Fault =>
  new Fault({ kind, service: 'timify', status });

const timifyCompany = (
  outside: Outside,
  credentials: { companyId: string; appId: string; appSecret: string },
): TimifyCompany => {
  const account = (): TimifyAccount => {
    const apps = [...outside.accounts.values()].filter(({ appId }) => appId === credentials.appId);
    if (!apps.some(({ appSecret }) => appSecret === credentials.appSecret)) throw fault('credentials', 401);
    const found = outside.accounts.get(credentials.companyId);
    if (found?.appId !== credentials.appId) throw fault('permission-missing', 403);
    if (found.fault) throw fault(found.fault);
    return found;
  };
  const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
  return {
    company: () =>
      later(() => ({
        id: credentials.companyId,
        name: account().name,
        timeZone: 'Europe/Berlin',
        locale: account().locale,
        contactEmail: 'info@lindner.example',
      })),
    resources: () => later(() => account().resources),
    about: never('timify.about'),
    naming: never('timify.naming'),
    takesMarks: () => null,
    wroteShift: () => false,
    list: never('timify.list'),
    read: never('timify.read'),
    side: (resourceId) => timifySide(account, resourceId),
  };
};

export const createOutside = (): Outside => ({
  mailboxes: new Map(),
  accounts: new Map(),
  mails: [],
  mailFault: null,
  reads: [],
  lines: [],
  acts: [],
  actResult: { ok: true, error: null, facts: {} },
  previews: [],
  preview: {
    counts: { create: 0, update: 0, delete: 0, skip: 0, conflict: 0 },
    samples: [],
    sides: { office: { create: 0, update: 0, delete: 0 }, timify: { create: 0, update: 0, delete: 0 } },
    origins: { update: 0, delete: 0 },
    skips: [],
    mails: 0,
  },
  forgotten: [],
  isDeltaBlind: false,
});

export const fakeSides = (outside: Outside): Sides => ({
  office: ({ oid }) => officeSide(outside, oid),
  timify: (credentials) => timifyCompany(outside, credentials),
});

const requireConsent = (outside: Outside, oid: string, scopes: readonly string[]): void => {
  const consented = outside.mailboxes.get(oid)?.consented ?? new Set(['User.Read', 'Calendars.Read']);
  if (!scopes.every((scope) => consented.has(scope)))
    throw graphFault('consent-required', 'consent_required');
};

export const fakeTokens = (outside: Outside): Tokens => ({
  signIn: ({ oid }, scopes) => new Promise((resolve) => resolve(requireConsent(outside, oid, scopes))),
  redeemCode: ({ oid }, _code, _redirectUri, scopes) =>
    new Promise((resolve) => resolve(requireConsent(outside, oid, scopes))),
  graph: never('tokens.graph'),
  forget: ({ oid }) => {
    outside.forgotten.push(oid);
    return Promise.resolve();
  },
});

export const fakeProfiles = (outside: Outside): Profiles => ({
  me: ({ oid }: Caller) =>
    new Promise((resolve) => {
      requireConsent(outside, oid, ['User.Read']);
      const known = outside.mailboxes.get(oid)?.profile;
      resolve(known ?? { mail: null, userPrincipalName: `${oid}@nowhere.example`, name: oid });
    }),
});

export const fakeMail = (outside: Outside): Mail => ({
  send: (mail) =>
    new Promise((resolve) => {
      if (outside.mailFault) throw new Fault({ kind: outside.mailFault, service: 'mail' });
      outside.mails.push(mail);
      resolve();
    }),
});

export const fakeRunner = (outside: Outside): Runner => ({
  act: (connection, by, request) => {
    outside.acts.push({ connection, by, request });
    return Promise.resolve(outside.actResult);
  },
  preview: (connection, kind, copies) => {
    outside.previews.push({ connection, kind, copies });
    return Promise.resolve(outside.preview);
  },
});

export const fakeLog = (outside: Outside): Log => {
  const note =
    (level: keyof Log) =>
    (line: string, facts: Record<string, unknown> = {}): void =>
      void outside.lines.push({ level, line, facts });
  return { info: note('info'), warn: note('warn'), error: note('error') };
};

export const testHash = (text: string): string =>
  createHmac('sha256', 'test').update(text).digest('base64url');
