import { refuse } from '../errors.ts';
import { readEventInput } from '../events/input.ts';
import { announceCreated, announceGone, announceUpdated } from '../events/meetings.ts';
import { etagOf, idOf, presentEvent } from '../events/present.ts';
import { createEvent, deleteOccurrence, patchOccurrence, patchWhole } from '../events/write.ts';
import { empty, json, type Call, type GraphAnswer } from '../http/call.ts';
import { READ, WRITE, type Route } from '../http/routes.ts';
import { filterable, readFilter, readShape, shaped, sorter } from '../query/eventQuery.ts';
import { occurrence, whole, type Instance } from '../series/instances.ts';
import type { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { calendarOf } from './calendars.ts';
import { contextOf, page } from './links.ts';

const LIST_OPTIONS = ['$top', '$skip', '$select', '$count', '$orderby', '$filter', '$expand'];

/** The event, occurrence or exception that the path names, inside the calendar that it names. */
export function namedInstance(call: Call): Instance {
  const { event, ref } = call.mailbox().resolve(call.params['event'] ?? '');
  const calendar = call.params['calendar'];
  if (calendar !== undefined && call.mailbox().calendar(calendar).id !== event.calendarId)
    throw refuse.itemNotFound();
  const found = ref.date === undefined ? whole(event) : occurrence(event, ref.date);
  if (!found) throw refuse.itemNotFound();
  return found;
}

/** Holidays and birthdays cannot be written to, nor what others share for reading (facts: graph §6.2). */
export function needWritable(mailbox: Mailbox, calendar: Calendar): void {
  if (!mailbox.shown(calendar).canEdit) throw refuse.accessDenied();
}

function entity(
  call: Call,
  status: number,
  instance: Instance,
  headers: Record<string, string> = {},
): GraphAnswer {
  const mailbox = call.mailbox();
  const shown = presentEvent(mailbox, instance, call.view);
  return json(status, { '@odata.context': contextOf(call, 'events/$entity'), ...shown }, headers);
}

/** Single events and masters of one calendar, no occurrences (facts: graph §3.6). */
function list(call: Call): GraphAnswer {
  call.query.allow(...LIST_OPTIONS);
  const mailbox = call.mailbox();
  const calendar = calendarOf(call);
  const shape = readShape(call.query);
  const filter = readFilter(call.query);
  const order = sorter(call);
  const all = calendar.keys().flatMap((key) => {
    const event = mailbox.event(key);
    return event ? [whole(event)] : [];
  });
  const found = filter ? all.filter((one) => filter(filterable(mailbox, one))) : all;
  if (order) found.sort(order);
  return page(call, contextOf(call, 'events'), found, (one) => shaped(mailbox, one, call.view, shape));
}

function get(call: Call): GraphAnswer {
  call.query.allow('$select', '$expand');
  const instance = namedInstance(call);
  const shown = shaped(call.mailbox(), instance, call.view, readShape(call.query));
  return json(200, { '@odata.context': contextOf(call, 'events/$entity'), ...shown });
}

/** Created, or already there by its `transactionId` (facts: graph §3.3: what the second POST gets is a switch). */
function create(call: Call): GraphAnswer {
  const { core } = call;
  const mailbox = call.mailbox();
  const calendar = calendarOf(call);
  needWritable(mailbox, calendar);
  const input = readEventInput(call.request.body);
  const existing =
    typeof input.transactionId === 'string' ? mailbox.byTransaction(input.transactionId) : undefined;
  if (existing) {
    if (core.world.switches.duplicateTransactionId === '409') throw refuse.duplicateTransaction();
    return entity(call, 200, whole(existing));
  }
  const event = createEvent(core, mailbox, calendar, input);
  announceCreated(core, mailbox, event);
  const id = idOf(mailbox, whole(event), call.view);
  const location = `${call.request.origin}/users('${encodeURIComponent(call.user.upn)}')/events('${id}')`;
  return entity(call, 201, whole(event), { Location: location });
}

/** 412 where an `If-Match` names another version (facts: graph §3.4; whether it is looked at is a switch). */
function needMatch(call: Call, instance: Instance): void {
  const wanted = call.request.headers['if-match'];
  if (wanted === undefined || wanted === '*' || call.core.world.switches.ifMatch === 'ignored') return;
  if (wanted !== etagOf(call.mailbox(), instance)) throw refuse.stale();
}

function patch(call: Call): GraphAnswer {
  const { core } = call;
  const mailbox = call.mailbox();
  const before = namedInstance(call);
  needWritable(mailbox, mailbox.calendar(before.event.calendarId));
  needMatch(call, before);
  const input = readEventInput(call.request.body);
  const after =
    before.date === undefined
      ? whole(patchWhole(core, mailbox, before.event, input))
      : patchOccurrence(core, mailbox, before, input);
  announceUpdated(core, mailbox, before, after);
  return entity(call, 200, after);
}

function remove(call: Call): GraphAnswer {
  const { core } = call;
  const mailbox = call.mailbox();
  const instance = namedInstance(call);
  needWritable(mailbox, mailbox.calendar(instance.event.calendarId));
  needMatch(call, instance);
  removeInstance(call, instance);
  announceGone(core, mailbox, instance, undefined);
  return empty(204);
}

export function removeInstance(call: Call, instance: Instance): void {
  const mailbox = call.mailbox();
  if (instance.date === undefined) mailbox.remove(instance.event);
  else deleteOccurrence(call.core, mailbox, instance);
}

const CALENDARS = ['', 'calendar/', 'calendars/:calendar/'];

export const eventRoutes: Route[] = CALENDARS.flatMap((calendar): Route[] => [
  { method: 'GET', path: `${calendar}events`, scopes: READ, handle: list, mailbox: true },
  { method: 'POST', path: `${calendar}events`, scopes: WRITE, handle: create, mailbox: true },
  { method: 'GET', path: `${calendar}events/:event`, scopes: READ, handle: get, mailbox: true },
  { method: 'PATCH', path: `${calendar}events/:event`, scopes: WRITE, handle: patch, mailbox: true },
  { method: 'DELETE', path: `${calendar}events/:event`, scopes: WRITE, handle: remove, mailbox: true },
]);
