import { z } from 'zod';
import { GraphFault } from '../graph/errors.ts';
import { IcsError } from '../graph/ics/lines.ts';
import type { DirectoryUser } from '../world.ts';
import { LINDNER } from '../cast.ts';
import { COMPANY_LINDNER } from '../timify/cast.ts';
import type { Resource } from '../timify/model.ts';
import { userNamed } from './entraCalls.ts';
import { ControlRefusal, read, refuse } from './errors.ts';
import type { ControlParts } from './parts.ts';

const user = z.string().min(1);

/** Lets Graph's own refusals speak in `/control`'s words. */
function asControl<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof GraphFault)
      throw new ControlRefusal(error.status, 'graph_refused', `${error.code}: ${error.message}`);
    if (error instanceof IcsError) throw new ControlRefusal(400, 'invalid_calendar', error.message, 'ics');
    throw error;
  }
}

/** Loads a calendar as Outlook, Google and others export it. */
export function loadCalendar(parts: ControlParts, body: unknown): unknown {
  const shape = {
    user,
    ics: z.string().min(1),
    shiftToNow: z.boolean().default(false),
    calendar: z.string().optional(),
  };
  const { ics, shiftToNow, calendar, ...input } = read(shape, body);
  const person = userNamed(parts, input.user);
  return asControl(() => parts.sandbox.graph.loadIcs(person.oid, ics, { shiftToNow, calendar }));
}

const MOST_USERS = 200_000;

function bulkUser(number: number): DirectoryUser {
  const key = (0x10000 + number).toString(16).padStart(12, '0');
  const email = `user${number}@${LINDNER.domain}`;
  return {
    oid: `0c0ffee0-0000-4000-8000-${key}`,
    tenantId: LINDNER.id,
    name: `User ${number}`,
    email,
    upn: email,
    roles: [],
    kind: 'member',
    mailbox: 'exchange-online',
    enabled: true,
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
  };
}

function bulkResource(person: DirectoryUser, number: number): Resource {
  return {
    id: `65f0c0ffee1${(0x10000 + number).toString(16).padStart(13, '0')}`,
    externalId: '',
    name: person.name,
    email: person.email,
    color: '#5d9ceb',
    orderIndex: 100 + number,
    timezone: null,
    categoryName: 'Team',
  };
}

/** Many people with mailboxes, and a resource for each. Their calendars fill when first looked at. */
export function addUsers(parts: ControlParts, body: unknown): unknown {
  const input = read(
    {
      count: z.number().int().min(1).max(MOST_USERS),
      events: z.number().int().min(0).max(50_000).default(0),
    },
    body,
  );
  const { world, timify, graph } = parts.sandbox;
  const company = timify.company(COMPANY_LINDNER.id);
  if (!company) throw refuse.unknownCompany(COMPANY_LINDNER.id);
  const items = Array.from({ length: input.count }, (_, position) => {
    const number = position + 1;
    const person = world.directory.find(`user${number}@${LINDNER.domain}`) ?? bulkUser(number);
    if (!world.directory.find(person.oid)) world.directory.add(person);
    const resource = bulkResource(person, number);
    company.resources.set(resource.id, resource);
    return { oid: person.oid, email: person.email, name: person.name, resourceId: resource.id };
  });
  graph.fillLater(
    items.map((item) => item.oid),
    input.events,
  );
  world.changed();
  return { companyId: company.company.id, items };
}

export function subscriptions({ sandbox }: ControlParts): unknown {
  return { items: sandbox.graph.subscriptions() };
}

export function lifecycle({ sandbox }: ControlParts, body: unknown): unknown {
  const events = z.enum(['missed', 'subscriptionRemoved', 'reauthorizationRequired']);
  const input = read({ subscriptionId: z.string(), event: events }, body);
  return { sent: sandbox.graph.sendLifecycle(input.subscriptionId, input.event) };
}

export function evict(parts: ControlParts, body: unknown): unknown {
  const input = read({ user: user.optional() }, body);
  const person = input.user === undefined ? undefined : userNamed(parts, input.user);
  asControl(() => parts.sandbox.graph.evictDeltaStates(person?.oid));
  return { evicted: true };
}

/** Puts an event as it is, or with `id` changes one, past all of Graph's rules: for oddities no client could make. */
export function putRaw(parts: ControlParts, body: unknown): unknown {
  const shape = {
    user,
    event: z.record(z.string(), z.unknown()),
    calendar: z.string().optional(),
    id: z.string().optional(),
  };
  const { id, event, calendar, ...input } = read(shape, body);
  const { oid } = userNamed(parts, input.user);
  const { graph } = parts.sandbox;
  return {
    event: asControl(() =>
      id === undefined ? graph.putRaw(oid, event, calendar) : graph.changeRaw(oid, id, event),
    ),
  };
}

/** Moving between calendars is something people do in Outlook; Graph has no call for it. Facts: graph §3.5. */
export function move(parts: ControlParts, body: unknown): unknown {
  const input = read({ user, event: z.string(), calendar: z.string() }, body);
  const person = userNamed(parts, input.user);
  return { event: asControl(() => parts.sandbox.graph.moveEvent(person.oid, input.event, input.calendar)) };
}

/** People share calendars in Outlook. `share: false` ends it; sharing again changes the rights. Facts: graph §6.2. */
export function share(parts: ControlParts, body: unknown): unknown {
  const shape = {
    owner: user,
    user,
    calendar: z.string().optional(),
    canEdit: z.boolean().default(false),
    canViewPrivateItems: z.boolean().default(false),
    share: z.boolean().default(true),
  };
  const { canEdit, canViewPrivateItems, calendar, ...input } = read(shape, body);
  const people = { owner: userNamed(parts, input.owner).oid, reader: userNamed(parts, input.user).oid };
  return asControl(() => {
    const { graph } = parts.sandbox;
    if (input.share)
      return { calendarId: graph.share({ ...people, calendar, canEdit, canViewPrivateItems }) };
    graph.unshare({ ...people, calendar });
    return { calendarId: null };
  });
}

/** Adds a calendar; without `canEdit` one as subscribed to on the internet, which fills by `/control/calendars`. */
export function addCalendar(parts: ControlParts, body: unknown): unknown {
  const input = read({ user, name: z.string().min(1), canEdit: z.boolean().default(false) }, body);
  const person = userNamed(parts, input.user);
  return {
    calendar: asControl(() => parts.sandbox.graph.addCalendar(person.oid, input.name, input.canEdit)),
  };
}

const occurrenceAct = { user, event: z.string(), changes: z.record(z.string(), z.unknown()).default({}) };

/** "This and following" at an occurrence. Facts: graph §3.4. */
export function split(parts: ControlParts, body: unknown): unknown {
  const input = read(occurrenceAct, body);
  const person = userNamed(parts, input.user);
  return asControl(() => parts.sandbox.graph.splitSeries(person.oid, input.event, input.changes));
}

/** Moves an occurrence past the rule about its neighbours, as an organizer elsewhere can. */
export function moveOccurrence(parts: ControlParts, body: unknown): unknown {
  const input = read(occurrenceAct, body);
  const person = userNamed(parts, input.user);
  return {
    event: asControl(() => parts.sandbox.graph.moveOccurrence(person.oid, input.event, input.changes)),
  };
}

/** All that touches a span, series expanded, as the sandbox itself works it out. */
export function expanded(parts: ControlParts, query: Record<string, unknown>): unknown {
  const input = read({ user, start: z.string(), end: z.string(), calendar: z.string().optional() }, query);
  const person = userNamed(parts, input.user);
  return {
    items: asControl(() => parts.sandbox.graph.expanded(person.oid, input.start, input.end, input.calendar)),
  };
}

/** Oddities of delta that no switch of the world names. */
export function setOddities({ sandbox }: ControlParts, body: unknown): unknown {
  const flag = z.boolean().optional();
  const input = read({ masterLast: flag, masterAbsent: flag, splitSeries: flag, repeat: flag }, body);
  return Object.assign(sandbox.graph.oddities, given(input));
}

/** How much Graph takes before it throttles. */
export function setLimits({ sandbox }: ControlParts, body: unknown): unknown {
  const count = z.number().int().min(1).optional();
  const input = read(
    { lanes: count, perTenMinutes: count, subscriptionWritesPer20s: count, laneRetryAfter: count.nullable() },
    body,
  );
  const { laneRetryAfter, ...counts } = input;
  if (laneRetryAfter !== undefined) sandbox.graph.limits.laneRetryAfter = laneRetryAfter ?? undefined;
  return Object.assign(sandbox.graph.limits, given(counts));
}

function given(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
