import { isFault } from '../core/fault.ts';
import type { Span } from '../core/items.ts';
import type { TimifyCredentials } from '../sync/ports/sides.ts';
import { shapeFault } from './errors.ts';
import type { Http } from './http.ts';
import type { OwnShifts } from './ownShifts.ts';
import { allPages } from './paging.ts';
import { oneAnswer, type AppointmentAnswer } from './schemas.ts';
import { chunksOf, minuteText } from './time.ts';
import { readAppointment, type Broken } from './toItem.ts';

/** One company as its app sees it: what every call needs. */
export interface Api {
  http: Http;
  credentials: TimifyCredentials;
  /** Longest interval of one list call; the docs say 365 days in one place and 31 in another. */
  listDays: number;
  marker: 'external-id' | 'none';
  now(): number;
  ownShifts: OwnShifts;
}

const pathOf = (id: string): string => `/appointments/${encodeURIComponent(id)}`;

/** Appointments of `span` as the list tells them, each once. Whether it selects by start or by overlap is not documented. */
export const listAppointments = async (
  api: Api,
  span: Span,
  resourceId: string | null,
): Promise<{ answers: AppointmentAnswer[]; broken: Broken[] }> => {
  const lists = await Promise.all(
    chunksOf(span, api.listDays).map((chunk) =>
      allPages((page, limit) =>
        api.http.call(api.credentials, {
          method: 'GET',
          path: '/appointments',
          query: {
            from_time: minuteText(chunk.start),
            to_time: minuteText(chunk.end),
            timezone: 'UTC',
            // A hint: the filter's name is inferred, callers filter for themselves.
            ...(resourceId === null ? {} : { resource_ids: resourceId }),
            page,
            limit,
          },
          effect: 'read',
        }),
      ),
    ),
  );
  const answers = new Map<string, AppointmentAnswer>();
  const broken: Broken[] = [];
  for (const reading of lists.flat().map(readAppointment)) {
    if ('read' in reading) answers.set(reading.read.id, reading.read);
    else broken.push(reading.broken);
  }
  return { answers: [...answers.values()], broken };
};

/** One appointment; null for an explicit 404. */
export const getAppointment = async (api: Api, id: string): Promise<AppointmentAnswer | Broken | null> => {
  try {
    const body = await api.http.call(api.credentials, { method: 'GET', path: pathOf(id), effect: 'read' });
    const one = oneAnswer.safeParse(body);
    if (!one.success) throw shapeFault('read');
    const reading = readAppointment(one.data.data);
    return 'read' in reading ? reading.read : { id, why: reading.broken.why };
  } catch (error) {
    if (isFault(error, 'not-found')) return null;
    throw error;
  }
};

export const isBroken = (value: AppointmentAnswer | Broken): value is Broken => 'why' in value;

/** What a write answered. Null where the answer holds no whole appointment (an id at least is promised, not more). */
const written = (body: unknown): { id: string | null; answer: AppointmentAnswer | null } => {
  const one = oneAnswer.safeParse(body);
  const reading = one.success ? readAppointment(one.data.data) : null;
  if (!reading || !('read' in reading)) return { id: null, answer: null };
  const { read } = reading;
  const whole = read.bookings.slices.length > 0 && read.bookings.brokenOf.length === 0;
  return { id: read.id, answer: whole ? read : null };
};

/** The write has happened: whatever goes wrong from here on leaves it unanswered, not undone. */
const readBack = async (api: Api, body: unknown, knownId: string | null): Promise<AppointmentAnswer> => {
  const { id, answer } = written(body);
  if (answer) return answer;
  const target = knownId ?? id;
  if (target === null) throw shapeFault('write');
  const read = await getAppointment(api, target).catch(() => null);
  if (read === null || isBroken(read)) throw shapeFault('write');
  return read;
};

export const postAppointment = async (api: Api, body: Record<string, unknown>): Promise<AppointmentAnswer> =>
  readBack(
    api,
    await api.http.call(api.credentials, { method: 'POST', path: '/appointments', body, effect: 'write' }),
    null,
  );

export const patchAppointment = async (
  api: Api,
  id: string,
  body: Record<string, unknown>,
): Promise<AppointmentAnswer> =>
  readBack(
    api,
    await api.http.call(api.credentials, { method: 'PATCH', path: pathOf(id), body, effect: 'write' }),
    id,
  );

/**
 * Always the bulk call, also for one: the only deletion whose notify flags are documented. The name of the id list is
 * inferred (open question of our notes). Already gone counts as done.
 */
export const deleteAppointment = async (api: Api, id: string, notify: boolean): Promise<void> => {
  try {
    await api.http.call(api.credentials, {
      method: 'POST',
      path: '/appointments/delete/bulk',
      body: { ids: [id], has_notify_customers: notify, has_notify_resources: false },
      effect: 'write',
    });
  } catch (error) {
    if (!isFault(error, 'not-found')) throw error;
  }
};
