/**
 * Our mark on an appointment: its external id. Whether TIMIFY lets us set it is only inferred (timify §1.4). A company that
 * refuses it by name goes on without, as everywhere with `TIMIFY_MARKER=none`.
 */
import { isFault } from '../core/fault.ts';
import { patchAppointment, postAppointment, type Api } from './appointments.ts';
import { markBody } from './fromContent.ts';
import type { AppointmentAnswer } from './schemas.ts';

const NAME = 'external_id';

/** Null: none was sent yet. */
export const takesMarks = ({ marker, dialect, credentials }: Api): boolean | null =>
  marker === 'none' ? false : (dialect.takesExternalId.get(credentials.companyId) ?? null);

export const setsMarks = (api: Api): boolean => takesMarks(api) !== false;

/** Where one was taken before, it is this very one that is refused: a second try without it might double the blocker. */
const isRefused = ({ dialect, credentials }: Api, error: unknown): boolean =>
  isFault(error, 'invalid') &&
  error.fields.includes(NAME) &&
  dialect.takesExternalId.get(credentials.companyId) !== true;

const note = ({ dialect, credentials: { companyId }, log }: Api, isTaken: boolean): void => {
  if (!isTaken && dialect.takesExternalId.get(companyId) !== false)
    log.warn('external ids refused: blockers go without our mark', { company: companyId });
  dialect.takesExternalId.set(companyId, isTaken);
};

/** Posts `body` with `marker`, or without it where that is what TIMIFY does not want. */
export const postMarked = async (
  api: Api,
  body: Record<string, unknown>,
  marker: string,
): Promise<AppointmentAnswer> => {
  const isMarked = setsMarks(api);
  try {
    const answer = await postAppointment(api, isMarked ? { ...body, [NAME]: marker } : body);
    if (isMarked) note(api, true);
    return answer;
  } catch (error) {
    if (!isMarked || !isRefused(api, error)) throw error;
    const answer = await postAppointment(api, body);
    note(api, false);
    return answer;
  }
};

/** Sets or, empty, takes away our mark. Where it can't be set there is none to take away. */
export const patchMark = async (api: Api, id: string, marker: string): Promise<void> => {
  try {
    await patchAppointment(api, id, markBody(marker));
  } catch (error) {
    if (isRefused(api, error)) note(api, false);
    else if (!isFault(error, 'not-found')) throw error;
  }
};
