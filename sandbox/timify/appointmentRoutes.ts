import { change, create, existing, removeMany, removeOne } from './appointments.ts';
import type { Writing } from './appointments.ts';
import type { Call, Handler } from './calls.ts';
import { list, paged, single } from './calls.ts';
import { refuse } from './errors.ts';
import { appointmentInput, bulkDeleteInput, notifyInput, read } from './input.ts';
import type { NotifyFlags } from './mails.ts';
import type { Appointment } from './model.ts';
import { isGone } from './state.ts';
import { addDays, dayBegin, daysBetween, isDay, isZone, localDay, parseMinute } from './time.ts';
import { appointmentView } from './views.ts';

function writing(call: Call): Writing {
  return { parts: call.parts, state: call.state, actor: call.actor };
}

function view(call: Call, id: string): unknown {
  return appointmentView(call.state, id, call.parts.world.switches);
}

interface Window {
  begin: number;
  end: number;
}

function both(query: Record<string, string>, from: string, to: string): [string, string] | undefined {
  const [begin, end] = [query[from], query[to]];
  if (begin === undefined && end === undefined) return undefined;
  if (begin === undefined) throw refuse.badRequest(`${from} is required`, 'query', from, 'required');
  if (end === undefined) throw refuse.badRequest(`${to} is required`, 'query', to, 'required');
  return [begin, end];
}

function minuteOnGrid(text: string, zone: string, field: string): number {
  const instant = parseMinute(text, zone);
  if (instant === undefined || instant % 300_000 !== 0)
    throw refuse.badRequest('Not a time on the grid', 'query', field);
  return instant;
}

/** Facts: timify §1.7 [D]: `from_date` and `to_date`, or `from_time` and `to_time`; the longest window by switch. */
function readWindow(call: Call): Window {
  const { query, state, parts } = call;
  const zone = query['timezone'] ?? state.company.timezone;
  if (!isZone(zone)) throw refuse.badRequest('Unknown time zone', 'query', 'timezone');
  const limit = parts.world.switches.timifyListDays;
  const times = both(query, 'from_time', 'to_time');
  if (times) {
    const begin = minuteOnGrid(times[0], zone, 'from_time');
    const end = minuteOnGrid(times[1], zone, 'to_time');
    if (end < begin) throw refuse.badRequest('to_time lies before from_time', 'query', 'to_time');
    if (daysBetween(localDay(begin, zone), localDay(end, zone)) > limit) throw tooLong('to_time', limit);
    return { begin, end };
  }
  const days = both(query, 'from_date', 'to_date');
  if (!days) throw refuse.badRequest('from_date and to_date are required', 'query', 'from_date', 'required');
  const [from, to] = days;
  if (!isDay(from)) throw refuse.badRequest('Not a day', 'query', 'from_date');
  if (!isDay(to) || to < from) throw refuse.badRequest('Not a day, or before from_date', 'query', 'to_date');
  if (daysBetween(from, to) > limit) throw tooLong('to_date', limit);
  return { begin: dayBegin(from, zone), end: dayBegin(addDays(to, 1), zone) };
}

function tooLong(field: string, limit: number) {
  return refuse.badRequest(`The interval must not exceed ${limit} days`, 'query', field);
}

function selected(call: Call): Appointment[] {
  const { query, state } = call;
  if (query['ids'] !== undefined) {
    return list(query['ids'])
      .map((id) => state.appointments.get(id)?.appointment)
      .filter((appointment) => appointment !== undefined);
  }
  const { begin, end } = readWindow(call);
  return state.appointments.meeting(begin, end).map(({ appointment }) => appointment);
}

export const listAppointments: Handler = (call) => {
  const resources = list(call.query['resource_ids']);
  const rows = selected(call)
    .filter((appointment) => !isGone(appointment))
    .filter((one) => resources.length === 0 || one.resourceIds.some((id) => resources.includes(id)))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  return paged(rows, call.query, (appointment) => view(call, appointment.id));
};

/** By switch a deleted appointment answers for a while, marked. Facts: timify §1.7 [I]. */
export const getAppointment: Handler = (call) => {
  const found = view(call, call.params['id'] ?? '');
  if (found === undefined) throw refuse.notFound('Appointment');
  return single(found);
};

export const createAppointment: Handler = (call) => {
  const input = read(appointmentInput, call.body, 'body');
  return single(view(call, create(writing(call), input).id));
};

export const changeAppointment: Handler = (call) => {
  const { id } = existing(call.state, call.params['id'] ?? '');
  const input = read(appointmentInput, call.body, 'body');
  return single(view(call, change(writing(call), id, input).id));
};

function flags(input: {
  has_notify_customers?: boolean | undefined;
  has_notify_resources?: boolean | undefined;
}): NotifyFlags {
  return { customers: input.has_notify_customers, resources: input.has_notify_resources };
}

/** Whether a single delete takes the flags at all is not known; without them customers are told. Facts: §1.7 [T, I]. */
export const deleteAppointment: Handler = (call) => {
  const body = typeof call.body === 'object' ? call.body : {};
  const input = read(notifyInput, { ...call.query, ...body }, 'body');
  removeOne(writing(call), call.params['id'] ?? '', flags(input));
  return { body: { status: 1 } };
};

export const deleteAppointments: Handler = (call) => {
  const input = read(bulkDeleteInput, call.body, 'body');
  const ids = input.ids ?? input.appointment_ids;
  if (!ids || ids.length === 0) throw refuse.badRequest('ids is required', 'body', 'ids', 'required');
  return single({ ids: removeMany(writing(call), ids, flags(input)) });
};
