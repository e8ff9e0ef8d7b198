import { WINDOWS_TO_IANA_MAP, findWindows } from 'windows-iana';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { asObject, check } from '../events/input.ts';
import { eventId, parseEventId } from '../ids.ts';
import { json, type Call, type GraphAnswer } from '../http/call.ts';
import { READ, type Route } from '../http/routes.ts';
import { momentFrom, wallText } from '../time/moments.ts';
import { wallAt } from '../time/zones.ts';
import { viewOf } from './views.ts';
import { contextOf } from './links.ts';

const SETTINGS = ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'];

/** Outlook writes the zone by its Windows name. */
function zoneName(iana: string): string {
  return findWindows(iana)[0] ?? iana;
}

function settings(call: Call): GraphAnswer {
  const { user } = call.mailbox();
  return json(200, {
    '@odata.context': contextOf(call, 'mailboxSettings'),
    timeZone: zoneName(user.timeZone),
    language: { locale: user.locale, displayName: user.locale },
    dateFormat: 'dd.MM.yyyy',
    timeFormat: 'HH:mm',
    userPurpose: user.mailbox === 'room' ? 'room' : 'user',
  });
}

function timeZone(call: Call): GraphAnswer {
  return json(200, {
    '@odata.context': contextOf(call, 'mailboxSettings/timeZone'),
    value: zoneName(call.mailbox().user.timeZone),
  });
}

function zones(names: readonly string[]): (call: Call) => GraphAnswer {
  return (call) =>
    json(200, {
      '@odata.context': `${call.request.origin}/$metadata#Collection(microsoft.graph.timeZoneInformation)`,
      value: names.map((name) => ({ alias: name, displayName: name })),
    });
}

const WINDOWS = [...new Set(WINDOWS_TO_IANA_MAP.map((one) => one.windowsName))].sort();
const IANA = Intl.supportedValuesOf('timeZone');

const idForms = z.enum(['entryId', 'ewsId', 'immutableEntryId', 'restId', 'restImmutableEntryId']);
const translateInput = z.strictObject({
  inputIds: z.array(z.string()).max(1000),
  sourceIdType: idForms,
  targetIdType: idForms,
});

/** Between the two id forms (facts: graph §3.5). */
function translate(call: Call): GraphAnswer {
  const given = check(translateInput, asObject(call.request.body), 'microsoft.graph.translateExchangeIds');
  const mailbox = call.mailbox();
  const value = given.inputIds.map((sourceId) => {
    const ref = parseEventId(sourceId);
    const event = ref && mailbox.event(ref.key);
    if (!event) {
      return { sourceId, errorDetails: { code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' } };
    }
    const immutable = given.targetIdType === 'restImmutableEntryId';
    return {
      sourceId,
      targetId: eventId({ ...ref, mailbox: mailbox.code, folderTag: event.folderTag }, immutable),
    };
  });
  const context = `${call.request.origin}/$metadata#Collection(microsoft.graph.convertIdResult)`;
  return json(200, { '@odata.context': context, value });
}

const scheduleInput = z.looseObject({
  schedules: z.array(z.string()).min(1).max(20),
  startTime: z.looseObject({ dateTime: z.string(), timeZone: z.string() }),
  endTime: z.looseObject({ dateTime: z.string(), timeZone: z.string() }),
  availabilityViewInterval: z.int().min(5).max(1440).nullish(),
});

const LETTER: Record<string, string> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
};

/** Free and busy of colleagues: no ids, only whether it is private (facts: graph §3.7). */
function schedule(call: Call): GraphAnswer {
  const given = check(scheduleInput, asObject(call.request.body), 'microsoft.graph.getSchedule');
  const start = momentFrom(given.startTime, call.user.timeZone).at;
  const end = momentFrom(given.endTime, call.user.timeZone).at;
  if (end <= start) throw refuse.invalid('The end of the schedule is before its start.');
  const step = (given.availabilityViewInterval ?? 30) * 60_000;
  const value = given.schedules.map((name) => scheduleOf(call, name, { start, end }, step));
  const context = `${call.request.origin}/$metadata#Collection(microsoft.graph.scheduleInformation)`;
  return json(200, { '@odata.context': context, value });
}

function noSchedule(scheduleId: string, responseCode: string): unknown {
  return { scheduleId, error: { message: 'The schedule of this address cannot be shown.', responseCode } };
}

function scheduleOf(call: Call, name: string, span: { start: number; end: number }, step: number): unknown {
  const user = call.core.world.directory.find(name);
  if (user?.tenantId !== call.grant.tenantId) {
    return noSchedule(name, 'ErrorMailRecipientNotFound');
  }
  if (user.mailbox === 'on-premises' || user.mailbox === 'unlicensed')
    return noSchedule(name, 'ErrorMailboxUnavailable');
  const mailbox = call.core.mailboxes.of(user);
  const found = viewOf(mailbox, mailbox.defaultCalendar(), span);
  const at = (instant: number) => ({
    dateTime: wallText(wallAt(instant, call.view.zone.iana)),
    timeZone: call.view.zone.name,
  });
  let view = '';
  for (let from = span.start; from < span.end; from += step) {
    const here = found.filter(({ content }) => content.start.at < from + step && content.end.at > from);
    view +=
      here
        .map(({ content }) => LETTER[content.showAs] ?? '0')
        .sort()
        .at(-1) ?? '0';
  }
  return {
    scheduleId: name,
    availabilityView: view,
    scheduleItems: found.map(({ content }) => ({
      isPrivate: content.sensitivity !== 'normal',
      status: content.showAs,
      start: at(content.start.at),
      end: at(content.end.at),
    })),
  };
}

export const settingsRoutes: Route[] = [
  { method: 'GET', path: 'mailboxSettings', scopes: SETTINGS, handle: settings, mailbox: true },
  { method: 'GET', path: 'mailboxSettings/timeZone', scopes: SETTINGS, handle: timeZone, mailbox: true },
  { method: 'GET', path: 'outlook/supportedTimeZones', scopes: ['User.Read'], handle: zones(WINDOWS) },
  {
    method: 'GET',
    path: "outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
    scopes: ['User.Read'],
    handle: zones(IANA),
  },
  {
    method: 'GET',
    path: "outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Windows')",
    scopes: ['User.Read'],
    handle: zones(WINDOWS),
  },
  { method: 'POST', path: 'translateExchangeIds', scopes: ['User.Read'], handle: translate, mailbox: true },
  { method: 'POST', path: 'calendar/getSchedule', scopes: READ, handle: schedule, mailbox: true },
];
