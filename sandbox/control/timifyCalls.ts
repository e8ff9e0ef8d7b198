import { z } from 'zod';
import { create, expire, scheduleDeletion } from '../timify/appointments.ts';
import type { Writing } from '../timify/appointments.ts';
import { tokenAnswer } from '../timify/auth.ts';
import { TimifyRefusal } from '../timify/errors.ts';
import { appointmentInput } from '../timify/input.ts';
import { changeParticipants } from '../timify/participants.ts';
import { changeSeries, removeSeries } from '../timify/series.ts';
import type { TimifyService } from '../timify/service.ts';
import type { CompanyState } from '../timify/state.ts';
import { addDays, localDay, parseMinute, utcMinute } from '../timify/time.ts';
import {
  appointmentView,
  companyView,
  customerView,
  resourceView,
  serviceView,
  timeshiftView,
} from '../timify/views.ts';
import { ControlRefusal, read, refuse } from './errors.ts';
import type { ControlParts } from './parts.ts';

function companyNamed({ sandbox }: ControlParts, id: string): CompanyState {
  const state = sandbox.timify.company(id);
  if (!state) throw refuse.unknownCompany(id);
  return state;
}

/** The half of `/control/state` that is TIMIFY's, by company id. */
export function timifyState(timify: TimifyService): Record<string, unknown> {
  const { parts } = timify;
  const entries = [...parts.companies()].map(([id, state]) => {
    expire(parts, state);
    const appointments = state.appointments
      .all()
      .map(({ appointment }) => appointmentView(state, appointment.id, parts.world.switches));
    const view = {
      company: companyView(state.company),
      resources: [...state.resources.values()].map(resourceView),
      appointments,
      timeshifts: [...state.timeshifts.values()].map(timeshiftView),
      customers: [...state.customers.values()].map((customer) => customerView(customer, 0)),
      services: [...state.services.values()].map(serviceView),
      webhooks: state.webhooks.map(({ url, headerName }) => ({ url, headerName })),
    };
    return [id, view] as const;
  });
  return Object.fromEntries(entries);
}

const companyId = z.string().min(1);

/** What an admin enters in TIMIFY's Developer Platform. One address for all kinds; `add` keeps those of before. */
export function setWebhooks(parts: ControlParts, body: unknown): unknown {
  const shape = {
    companyId,
    url: z.url().nullable(),
    headerName: z.string().min(1).nullish(),
    headerValue: z.string().min(1).nullish(),
    add: z.boolean().default(false),
  };
  const input = read(shape, body);
  const state = companyNamed(parts, input.companyId);
  const kept = input.add ? state.webhooks.filter((target) => target.url !== input.url) : [];
  const { url, headerName = null, headerValue = null } = input;
  state.webhooks = url === null ? kept : [...kept, { url, headerName, headerValue }];
  parts.sandbox.world.changed();
  return { items: state.webhooks.map((target) => ({ url: target.url, headerName: target.headerName })) };
}

/** A token of somebody at work in TIMIFY's own web app: whatever is changed with it is not the app's own change. */
export function personToken(parts: ControlParts, body: unknown): unknown {
  const input = read({ companyId }, body);
  companyNamed(parts, input.companyId);
  const app = parts.sandbox.timify.parts.apps().find((one) => one.companyIds.includes(input.companyId));
  if (!app) throw refuse.unknownCompany(input.companyId);
  return { token: tokenAnswer(parts.sandbox.timify.parts, app, 'person')['accessToken'] };
}

/** "Generate new secret key": the old one stops working at once, and so do its tokens. Facts: timify §1.2 [D]. */
export function changeSecret(parts: ControlParts, body: unknown): unknown {
  const input = read(
    { companyId, appSecret: z.string().min(1).optional(), keepTokens: z.boolean().default(false) },
    body,
  );
  companyNamed(parts, input.companyId);
  const { world, timify } = parts.sandbox;
  const app = timify.parts.apps().find((one) => one.companyIds.includes(input.companyId));
  if (!app) throw refuse.unknownCompany(input.companyId);
  app.appSecret = input.appSecret ?? `sandbox-app-secret-${timify.parts.random.hex(12)}`;
  if (!input.keepTokens) app.generation += 1;
  world.changed();
  return { appId: app.appId, appSecret: app.appSecret };
}

/** All access and refresh tokens of the company's app are refused from now on. */
export function expireTokens(parts: ControlParts, body: unknown): unknown {
  const input = read({ companyId }, body);
  companyNamed(parts, input.companyId);
  for (const app of parts.sandbox.timify.parts.apps()) {
    if (app.companyIds.includes(input.companyId)) app.generation += 1;
  }
  parts.sandbox.world.changed();
  return { expired: true };
}

/** Ends held slots at once, as their five minutes would. */
export function release(parts: ControlParts, body: unknown): unknown {
  const input = read({ companyId }, body);
  const state = companyNamed(parts, input.companyId);
  const held = state.appointments.timed().filter((appointment) => appointment.reservedUntil !== null);
  for (const appointment of held) state.appointments.put({ ...appointment, reservedUntil: 1 });
  expire(parts.sandbox.timify.parts, state);
  return { released: held.map(({ id }) => id) };
}

function writingFor(parts: ControlParts, id: string): Writing {
  return { parts: parts.sandbox.timify.parts, state: companyNamed(parts, id), actor: 'person' };
}

function viewIn(writing: Writing, id: string): unknown {
  return appointmentView(writing.state, id, writing.parts.world.switches);
}

/** Lets TIMIFY's own rules speak in `/control`'s words. */
function asControl<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof TimifyRefusal)
      throw new ControlRefusal(error.status, 'timify_refused', error.message);
    throw error;
  }
}

const quiet = { has_notify_customers: false, has_notify_resources: false };

/**
 * Whatever a person does in TIMIFY's calendar. Nobody is mailed unless told so. For a series `scope` says how far it goes;
 * a connected one is taken as a whole without it, a member of a chain by itself. `cancel-occurrence` is a deletion of this.
 */
export function act(parts: ControlParts, body: unknown): unknown {
  const shape = {
    companyId,
    action: z.enum(['create', 'change', 'delete', 'cancel-occurrence', 'schedule-deletion']),
    id: z.string().default(''),
    day: z.string().default(''),
    scope: z.enum(['this', 'following', 'all']).optional(),
    appointment: appointmentInput.optional(),
    type: z.string().min(1).default('booking'),
  };
  const input = read(shape, body);
  const writing = writingFor(parts, input.companyId);
  const fields = { ...quiet, ...input.appointment };
  const { id, day } = input;
  const isConnected = (writing.state.appointments.get(id)?.appointment.recurring ?? null) !== null;
  const scope =
    input.action === 'cancel-occurrence' ? 'this' : (input.scope ?? (isConnected ? 'all' : 'this'));
  return asControl(() => {
    switch (input.action) {
      case 'create':
        return { appointment: viewIn(writing, create(writing, fields, { type: input.type }).id) };
      case 'change':
        return { appointment: viewIn(writing, changeSeries(writing, { id, scope, day }, fields).id) };
      case 'schedule-deletion':
        return { appointment: viewIn(writing, scheduleDeletion(writing, id).id) };
      default: {
        const flags = { customers: fields.has_notify_customers, resources: fields.has_notify_resources };
        const deleted = removeSeries(writing, { id, scope, day }, flags);
        return { deleted, appointment: deleted.includes(id) ? null : viewIn(writing, id) };
      }
    }
  });
}

/** Customers join or leave a group booking; beyond its capacity they wait. Facts: timify §3.4 [D]. */
export function participants(parts: ControlParts, body: unknown): unknown {
  const ids = z.array(z.string().min(1)).default([]);
  const input = read({ companyId, id: z.string(), join: ids, leave: ids }, body);
  const writing = writingFor(parts, input.companyId);
  return asControl(() => {
    const { id, waitingIds } = changeParticipants(writing, input);
    return { appointment: viewIn(writing, id), waiting: waitingIds };
  });
}

/** An independent series: separate bookings with one chain id, at the same local time. Facts: timify §1.7 [O]. */
export function chain(parts: ControlParts, body: unknown): unknown {
  const shape = {
    companyId,
    appointment: appointmentInput,
    times: z.number().int().min(2).max(500),
    everyDays: z.number().int().min(1).max(366),
  };
  const input = read(shape, body);
  const writing = writingFor(parts, input.companyId);
  const zone = writing.state.company.timezone;
  const first = parseMinute(input.appointment.datetime ?? '', 'utc');
  if (first === undefined)
    throw new ControlRefusal(400, 'invalid_body', 'Not a time', 'appointment.datetime');
  const clock = utcMinute(localAsUtc(first, zone)).slice(11);
  const chainId = writing.parts.random.hex(24);
  return asControl(() => {
    const ids = Array.from({ length: input.times }, (_, step) => {
      const day = addDays(localDay(first, zone), step * input.everyDays);
      const datetime = utcMinute(parseMinute(`${day} ${clock}`, zone) ?? first);
      return create(writing, { ...quiet, ...input.appointment, datetime }, { chainId }).id;
    });
    return { chainId, ids };
  });
}

/** The local clock time of an instant, written as if it were UTC. */
function localAsUtc(instant: number, zone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant);
  return parseMinute(local, 'utc') ?? instant;
}

/** Renames the company or moves it to another time zone, as its admin would. */
export function changeCompany(parts: ControlParts, id: string, body: unknown): unknown {
  const shape = {
    name: z.string().min(1).optional(),
    timezone: z.string().optional(),
    contactEmail: z.email().optional(),
  };
  const input = read(shape, body);
  const state = companyNamed(parts, id);
  Object.assign(
    state.company,
    Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  );
  const { timify, world } = parts.sandbox;
  timify.parts.webhooks.send(state, { kind: 'Company', action: 'Updated', ids: [id] }, 'person');
  world.changed();
  return companyView(state.company);
}
