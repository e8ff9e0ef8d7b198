import { isFault } from '../core/fault.ts';
import type { Span } from '../core/items.ts';
import type { Log } from '../sync/ports/process.ts';
import type { TimifyCredentials } from '../sync/ports/sides.ts';
import { ID_LISTS, type Dialect, type IdList } from './dialect.ts';
import { shapeFault } from './errors.ts';
import type { Http } from './http.ts';
import type { OwnDeletions } from './ownDeletions.ts';
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
  ownDeletions: OwnDeletions;
  dialect: Dialect;
  log: Pick<Log, 'warn'>;
}

const pathOf = (id: string): string => `/appointments/${encodeURIComponent(id)}`;

type Query = Record<string, string | number>;

const getPage = (api: Api, query: Query): Promise<unknown> =>
  api.http.call(api.credentials, { method: 'GET', path: '/appointments', query, effect: 'read' });

/** The filter is a hint, for its name is inferred: callers filter for themselves, and it is left out where it is refused. */
const getFiltered = async (api: Api, query: Query, resourceId: string | null): Promise<unknown> => {
  if (resourceId === null || !api.dialect.filtersByResource) return getPage(api, query);
  try {
    return await getPage(api, { ...query, resource_ids: resourceId });
  } catch (error) {
    if (!isFault(error, 'invalid')) throw error;
    const answer = await getPage(api, query);
    api.dialect.filtersByResource = false;
    return answer;
  }
};

/** Appointments of `span` as the list tells them, each once. Whether it selects by start or by overlap is not documented. */
export const listAppointments = async (
  api: Api,
  span: Span,
  resourceId: string | null,
): Promise<{ answers: AppointmentAnswer[]; broken: Broken[] }> => {
  const lists = await Promise.all(
    chunksOf(span, api.listDays).map((chunk) => {
      const times = { from_time: minuteText(chunk.start), to_time: minuteText(chunk.end), timezone: 'UTC' };
      return allPages((page, limit) => getFiltered(api, { ...times, page, limit }, resourceId));
    }),
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

const deleteUnder = async (api: Api, name: IdList, id: string, notify: boolean): Promise<void> => {
  await api.http.call(api.credentials, {
    method: 'POST',
    path: '/appointments/delete/bulk',
    body: { [name]: [id], has_notify_customers: notify, has_notify_resources: false },
    effect: 'write',
  });
  api.dialect.idList = name;
};

/** The name of the id list is inferred: where one is refused as such, nothing was deleted and the next one is tried. */
const deleteByName = async (api: Api, id: string, notify: boolean): Promise<void> => {
  const names = api.dialect.idList === null ? ID_LISTS : [api.dialect.idList];
  let refusal: unknown;
  for (const name of names) {
    try {
      return await deleteUnder(api, name, id, notify);
    } catch (error) {
      if (!isFault(error, 'invalid')) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
};

/**
 * Always the bulk call, also for one: the only deletion whose notify flags are documented. Already gone counts as done.
 */
const deleteUnlessGone = async (api: Api, id: string, notify: boolean): Promise<void> => {
  try {
    await deleteByName(api, id, notify);
  } catch (error) {
    if (!isFault(error, 'not-found')) throw error;
  }
};

export const deleteAppointment = (api: Api, id: string, notify: boolean): Promise<void> =>
  api.ownDeletions.during(`${api.credentials.companyId}/${id}`, deleteUnlessGone(api, id, notify));
