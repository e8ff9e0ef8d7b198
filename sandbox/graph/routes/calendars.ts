import { z } from 'zod';
import { asObject, check } from '../events/input.ts';
import { refuse } from '../errors.ts';
import { READ, WRITE, type Route } from '../http/routes.ts';
import { empty, json, type Call } from '../http/call.ts';
import { calendarId } from '../ids.ts';
import { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { SharedMailbox } from '../store/shared.ts';
import { contextOf, page } from './links.ts';

const OPTIONS = ['$top', '$skip', '$select', '$count', '$orderby', '$filter', '$expand'];

const HEX: Record<string, string> = {
  auto: '',
  lightGreen: '#b4d7a8',
  lightBlue: '#a6d1f5',
  lightRed: '#f4a7a7',
};

export function presentCalendar(mailbox: Mailbox, calendar: Calendar): Record<string, unknown> {
  const facts = mailbox.shown(calendar);
  const meetings = facts.canEdit && facts.canShare;
  return {
    id: facts.id,
    name: facts.name,
    color: facts.color,
    hexColor: HEX[facts.color] ?? '',
    groupClassId: '0006f0b7-0000-0000-c000-000000000046',
    isDefaultCalendar: facts.isDefault,
    changeKey: mailbox.changeKey(facts.version),
    canShare: facts.canShare,
    canViewPrivateItems: mailbox.canViewPrivateItems,
    canEdit: facts.canEdit,
    allowedOnlineMeetingProviders: meetings ? ['teamsForBusiness'] : [],
    defaultOnlineMeetingProvider: meetings ? 'teamsForBusiness' : 'unknown',
    isTallyingResponses: facts.isDefault,
    isRemovable: facts.isRemovable,
    owner: { name: mailbox.user.name, address: mailbox.user.email },
  };
}

/** The calendar that the path names: `/calendars/{id}`, or the default one. */
export function calendarOf(call: Call): Calendar {
  const mailbox = call.mailbox();
  const id = call.params['calendar'];
  return id === undefined ? mailbox.defaultCalendar() : mailbox.calendar(id);
}

function selected(call: Call, full: Record<string, unknown>): Record<string, unknown> {
  const names = call.query.list('$select')?.map((name) => name.toLowerCase());
  if (!names) return full;
  return Object.fromEntries(
    Object.entries(full).filter(([name]) => name === 'id' || names.includes(name.toLowerCase())),
  );
}

function list(call: Call) {
  call.query.allow(...OPTIONS);
  const own = call.mailbox();
  const shown = [own, ...call.core.mailboxes.sharedWith(call.user)].flatMap((mailbox) =>
    mailbox.calendars().map((calendar) => ({ mailbox, calendar })),
  );
  return page(call, contextOf(call, 'calendars'), shown, ({ mailbox, calendar }) =>
    selected(call, presentCalendar(mailbox, calendar)),
  );
}

function get(call: Call) {
  call.query.allow('$select', '$expand');
  const shown = presentCalendar(call.mailbox(), calendarOf(call));
  return json(200, { '@odata.context': contextOf(call, 'calendars/$entity'), ...selected(call, shown) });
}

const input = z.looseObject({ name: z.string().min(1), color: z.string().optional() });

function create(call: Call) {
  const { name, color } = check(input, asObject(call.request.body), 'microsoft.graph.calendar');
  const mailbox = call.mailbox();
  if (mailbox.calendars().some((one) => one.facts.name === name)) {
    throw refuse.conflict('A folder with the specified name already exists.');
  }
  const calendar = Calendar.empty({
    id: calendarId(mailbox.code, call.core.world.random.hex(32)),
    name,
    color: color ?? 'auto',
    version: mailbox.nextVersion(),
    isDefault: false,
    canEdit: true,
    canShare: true,
    isRemovable: true,
  });
  mailbox.addCalendar(calendar);
  call.core.world.changed();
  const shown = presentCalendar(mailbox, calendar);
  return json(201, { '@odata.context': contextOf(call, 'calendars/$entity'), ...shown });
}

/** Renaming changes the change key and nothing else (facts: graph §6.2). A shared one is renamed in the own list alone. */
function rename(call: Call) {
  const { name, color } = check(input.partial(), asObject(call.request.body), 'microsoft.graph.calendar');
  const mailbox = call.mailbox();
  const calendar = calendarOf(call);
  if (mailbox instanceof SharedMailbox) mailbox.share.name = name ?? mailbox.share.name;
  else {
    calendar.facts = {
      ...calendar.facts,
      name: name ?? calendar.facts.name,
      color: color ?? calendar.facts.color,
      version: mailbox.nextVersion(),
    };
  }
  call.core.world.changed();
  const shown = presentCalendar(mailbox, calendar);
  return json(200, { '@odata.context': contextOf(call, 'calendars/$entity'), ...shown });
}

function remove(call: Call) {
  const calendar = calendarOf(call);
  const mailbox = call.mailbox();
  if (!mailbox.shown(calendar).isRemovable) throw refuse.invalid('This calendar cannot be deleted.');
  if (mailbox instanceof SharedMailbox) call.core.mailboxes.shares.end(mailbox.share.id);
  else mailbox.removeCalendar(calendar);
  call.core.world.changed();
  return empty(204);
}

export const calendarRoutes: Route[] = [
  { method: 'GET', path: 'calendars', scopes: READ, handle: list, mailbox: true },
  { method: 'POST', path: 'calendars', scopes: WRITE, handle: create, mailbox: true },
  { method: 'GET', path: 'calendar', scopes: READ, handle: get, mailbox: true },
  { method: 'PATCH', path: 'calendar', scopes: WRITE, handle: rename, mailbox: true },
  { method: 'GET', path: 'calendars/:calendar', scopes: READ, handle: get, mailbox: true },
  { method: 'PATCH', path: 'calendars/:calendar', scopes: WRITE, handle: rename, mailbox: true },
  { method: 'DELETE', path: 'calendars/:calendar', scopes: WRITE, handle: remove, mailbox: true },
];
