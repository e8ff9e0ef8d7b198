import type { z } from 'zod';
import type { Call, Handler } from './calls.ts';
import { list, paged, single } from './calls.ts';
import { refuse } from './errors.ts';
import { read, timeshiftImportInput, timeshiftInput } from './input.ts';
import type { DaySpan, Timeshift } from './model.ts';
import type { WebhookAction } from './webhookShapes.ts';
import { clockMinutes, isDay } from './time.ts';
import { timeshiftView } from './views.ts';

function tell(call: Call, action: WebhookAction, shift: Timeshift): void {
  const { parts, state, actor } = call;
  parts.webhooks.send(state, { kind: 'Shift', action, ids: [shift.id] }, actor);
  const text = `Shift plan: ${(shift.denialReason ?? 'working times').toLowerCase()} ${action.toLowerCase()}`;
  parts.world.events.emit({ at: new Date(parts.world.clock.now()).toISOString(), side: 'timify', text });
  parts.world.changed();
}

/** Facts: timify §1.8 [D]: `from` and `to`, or `day`; the former win. */
function readDays(query: Record<string, string>): [string, string] {
  const { from, to, day } = query;
  if (from !== undefined && to !== undefined) {
    if (!isDay(from)) throw refuse.badRequest('Not a day', 'query', 'from');
    if (!isDay(to)) throw refuse.badRequest('Not a day', 'query', 'to');
    return [from, to];
  }
  if (day === undefined)
    throw refuse.badRequest('from and to, or day, are required', 'query', 'from', 'required');
  if (!isDay(day)) throw refuse.badRequest('Not a day', 'query', 'day');
  return [day, day];
}

export const listTimeshifts: Handler = (call) => {
  const [from, to] = readDays(call.query);
  const ids = list(call.query['resource_ids']);
  const externals = list(call.query['resource_external_ids']);
  const wanted = (shift: Timeshift): boolean => {
    if (ids.length === 0 && externals.length === 0) return true;
    return (
      ids.includes(shift.resourceId) ||
      externals.includes(call.state.resources.get(shift.resourceId)?.externalId ?? '')
    );
  };
  const rows = [...call.state.timeshifts.values()]
    .filter((shift) => shift.from <= to && shift.to >= from && wanted(shift))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1));
  return paged(rows, call.query, timeshiftView);
};

function findResource(call: Call, id: string | undefined, external: string | undefined): string {
  const found =
    id !== undefined
      ? call.state.resources.get(id)
      : [...call.state.resources.values()].find((resource) => resource.externalId === external);
  if (!found) throw refuse.badRequest('Unknown resource', 'body', 'resource_id');
  return found.id;
}

function checkSpans(spans: readonly DaySpan[], field: string): void {
  for (const span of spans) {
    const [begin, end] = [clockMinutes(span.begin), clockMinutes(span.end)];
    if (begin === undefined || end === undefined || end <= begin)
      throw refuse.badRequest('Not a span of a day', 'body', field);
  }
}

type Fields = Omit<z.infer<typeof timeshiftInput>, 'resource_id' | 'external_resource_id'>;

/** With `BLOCKER` the working and booking times are ignored, so the day's plan stays. Facts: timify §1.8 [D]. */
function build(call: Call, resourceId: string, fields: Fields): Timeshift {
  if (!isDay(fields.from)) throw refuse.badRequest('Not a day', 'body', 'from');
  if (!isDay(fields.to) || fields.to < fields.from)
    throw refuse.badRequest('Not a day, or before from', 'body', 'to');
  const reason = fields.denial_reason ?? null;
  checkSpans(fields.working_times, 'working_times');
  checkSpans(fields.booking_times, 'booking_times');
  checkSpans(fields.denial_times, 'denial_times');
  if (reason !== null && fields.denial_times.length === 0) {
    throw refuse.badRequest('denial_times is required', 'body', 'denial_times', 'required');
  }
  const isDenial = reason !== null;
  return {
    id: call.parts.random.hex(24),
    resourceId,
    from: fields.from,
    to: fields.to,
    workingTimes: isDenial ? [] : fields.working_times,
    bookingTimes: isDenial ? [] : fields.booking_times,
    denialReason: reason,
    denialTimes: isDenial ? fields.denial_times : [],
    importShiftAllowanceId: null,
    importShiftDenialId: null,
    updatedAt: call.parts.world.clock.now(),
  };
}

export const createTimeshift: Handler = (call) => {
  const input = read(timeshiftInput, call.body, 'body');
  const resourceId = findResource(call, input.resource_id, input.external_resource_id);
  const shift = build(call, resourceId, input);
  call.state.timeshifts.set(shift.id, shift);
  tell(call, 'Created', shift);
  return single(timeshiftView(shift));
};

/** No route for this is documented; this one is the obvious guess. Facts: timify §4 row 20 (unknown). */
export const deleteTimeshift: Handler = (call) => {
  const shift = call.state.timeshifts.get(call.params['id'] ?? '');
  if (!shift) throw refuse.notFound('Timeshift');
  call.state.timeshifts.delete(shift.id);
  tell(call, 'Deleted', shift);
  return { body: { status: 1 } };
};

function sameImport(
  shift: Timeshift,
  row: {
    importShiftAllowanceId?: string | null | undefined;
    importShiftDenialId?: string | null | undefined;
  },
): boolean {
  if (row.importShiftDenialId != null) return shift.importShiftDenialId === row.importShiftDenialId;
  return row.importShiftAllowanceId != null && shift.importShiftAllowanceId === row.importShiftAllowanceId;
}

/**
 * "Import or update". The real one works later and in chunks; here it is done at once, and the progress call follows.
 * Facts: timify §1.8 [D].
 */
export const importTimeshifts: Handler = (call) => {
  const input = read(timeshiftImportInput, call.body, 'body');
  const ids = input.timeshifts.map((row) => {
    const resourceId = findResource(call, row.resourceId, row.externalResourceId);
    const fields: Fields = {
      ...{
        from: row.interval.begin,
        to: row.interval.end,
        working_times: row.workingTimes,
        booking_times: row.bookingTimes,
      },
      ...{ denial_times: row.denialTimes, denial_reason: row.denialReason },
    };
    const known = [...call.state.timeshifts.values()].find((shift) => sameImport(shift, row));
    const shift: Timeshift = {
      ...build(call, resourceId, fields),
      ...(known ? { id: known.id } : {}),
      importShiftAllowanceId: row.importShiftAllowanceId ?? null,
      importShiftDenialId: row.importShiftDenialId ?? null,
    };
    call.state.timeshifts.set(shift.id, shift);
    tell(call, known ? 'Updated' : 'Created', shift);
    return shift.id;
  });
  if (input.webhookUrl != null) {
    call.parts.webhooks.progress(input.webhookUrl, {
      companyId: call.state.company.id,
      total: ids.length,
      done: ids.length,
      ids,
    });
  }
  return single({ ids });
};
