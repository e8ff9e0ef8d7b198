import { Fault, isFault } from '../core/fault.ts';
import type { Appointment, Availability, Instant, Snapshot, Span } from '../core/items.ts';
import { DAY, overlaps } from '../core/spans.ts';
import type { TimifySide } from '../sync/ports/sides.ts';
import {
  deleteAppointment,
  getAppointment,
  isBroken,
  listAppointments,
  patchAppointment,
  type Api,
} from './appointments.ts';
import { bookableTimes, forgetMonths, type AvailabilityCache, type Bookable } from './availability.ts';
import {
  createBlocker,
  isShiftId,
  listBlockers,
  moveBlocker,
  readBlocker,
  removeBlocker,
} from './blockers.ts';
import { shapeFault } from './errors.ts';
import { postMarked, patchMark, setsMarks } from './externalId.ts';
import { createBody, patchBody } from './fromContent.ts';
import type { Handover } from './handover.ts';
import type { AppointmentAnswer } from './schemas.ts';
import { othersAreTaken } from './otherResources.ts';
import { soundZone } from './time.ts';
import { isLeaving, itemsOf, versionOf, type Broken } from './toItem.ts';

/** A list may select by start: this much earlier we look for what reaches into the window. Longer ones are read by id. */
const REACH = DAY;

const refused = (code: string): Fault => new Fault({ kind: 'refused', service: 'timify', code });

/**
 * How TIMIFY says no to a time is not documented (timify §7, question 3), and 400 is the only status of a refusal that is:
 * times go out on its grid, so a 400 to one is its no to that time. Somebody must be told, for it stays bookable.
 */
const asRefused = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write;
  } catch (error) {
    if (!isFault(error, 'invalid')) throw error;
    const { service, status, code, requestId } = error;
    throw new Fault({ kind: 'refused', service, status, code, requestId });
  }
};
const appointmentIdOf = (id: string): string => id.split('/')[0] ?? id;
const touches = (item: Appointment, window: Span): boolean =>
  overlaps(item.span, window) ||
  item.slices.some((slice) => overlaps(slice.busy, window)) ||
  (item.span.start === item.span.end && window.start <= item.span.start && item.span.start < window.end);

/** What the port asks for, by method. */
type Requests = { [Method in 'create' | 'update' | 'remove' | 'mark']: Parameters<TimifySide[Method]>[0] };

export interface SideContext {
  api: Api;
  blocker: 'appointment' | 'timeshift';
  handover: Handover;
  cache: AvailabilityCache;
  /** Throws `resource-gone` in place of `not-found` where the resource is no longer listed. */
  explain: <T>(resourceId: string, work: () => Promise<T>) => Promise<T>;
}

export interface ReadResult {
  items: Appointment[];
  /** Ids as asked for that the service knows no more, or no more in this resource's calendar. */
  gone: string[];
  /** There, but not understood: neither read nor gone. */
  broken: Broken[];
}

/**
 * One resource of one company. Item ids are `{appointmentId}`, `{appointmentId}/{day}` for an occurrence of a
 * connected series, and `shift:…` for a blocker written as a time shift. Asking for a bare appointment id gives all
 * its occurrences.
 */
export class ResourceSide implements TimifySide {
  readonly name = 'timify';
  readonly #context: SideContext;
  readonly #resourceId: string;
  readonly #zone: string;

  constructor(context: SideContext, resourceId: string, zone: string) {
    this.#context = context;
    this.#resourceId = resourceId;
    this.#zone = soundZone(zone);
  }

  /** One list call takes `listDays`, and the reach before the window is part of them. */
  get longestWindow(): number {
    return Math.max(this.#context.api.listDays * DAY - REACH, DAY);
  }

  get #place() {
    return { api: this.#context.api, resourceId: this.#resourceId, zone: this.#zone };
  }

  get #bookable(): Bookable {
    return { ...this.#place, blocker: this.#context.blocker, cache: this.#context.cache };
  }

  #items(answer: AppointmentAnswer): { items: Appointment[]; broken: Broken | null } {
    return itemsOf(answer, this.#resourceId, this.#context.api.now());
  }

  /** The item that a write answered; it exists, so an answer without it is a lost answer. */
  #written(answer: AppointmentAnswer): Appointment {
    const [item] = this.#items(answer).items;
    if (!item) throw shapeFault('write');
    return item;
  }

  async window(window: Span): Promise<Snapshot<Appointment>> {
    const { api, blocker } = this.#context;
    const span = { start: window.start - REACH, end: window.end };
    const [listed, shifts] = await Promise.all([
      listAppointments(api, span, this.#resourceId),
      blocker === 'timeshift' ? listBlockers(this.#place, window) : [],
    ]);
    const readings = listed.answers.map((answer) => ({ ...this.#items(answer), leaving: isLeaving(answer) }));
    const inWindow = readings.flatMap((reading) =>
      reading.items
        .filter((item) => touches(item, window))
        .map((item) => ({ item, leaving: reading.leaving })),
    );
    return {
      scope: 'full',
      window,
      items: [...inWindow.filter((one) => !one.leaving).map((one) => one.item), ...shifts],
      removed: inWindow.filter((one) => one.leaving).map((one) => one.item.id),
      broken: [...listed.broken, ...readings.flatMap((reading) => reading.broken ?? [])],
      containers: null,
    };
  }

  async read(ids: readonly string[]): Promise<ReadResult> {
    return this.readKnown(ids.map((id) => ({ id, version: null })));
  }

  /** As `read`; a copy that the company's run has just read, of this version or newer, saves the call. */
  async readKnown(wanted: readonly { id: string; version: string | null }[]): Promise<ReadResult> {
    const groups = new Map<string, { ids: string[]; version: string | null }>();
    for (const { id, version } of wanted) {
      const key = isShiftId(id) ? id : appointmentIdOf(id);
      const group = groups.get(key) ?? { ids: [], version: null };
      groups.set(key, { ids: [...group.ids, id], version: version ?? group.version });
    }
    const parts = await Promise.all(
      [...groups].map(([key, { ids, version }]) =>
        isShiftId(key) ? this.#readShift(key) : this.#readOne(key, [...new Set(ids)], version),
      ),
    );
    return {
      items: parts.flatMap((part) => part.items),
      gone: parts.flatMap((part) => part.gone),
      broken: parts.flatMap((part) => part.broken),
    };
  }

  async #readShift(id: string): Promise<ReadResult> {
    const item = await readBlocker(this.#place, id);
    return { items: item ? [item] : [], gone: item ? [] : [id], broken: [] };
  }

  async #readOne(appointmentId: string, ids: string[], version: string | null): Promise<ReadResult> {
    const { api, handover } = this.#context;
    const known = version === null ? null : handover.take(api.credentials.companyId, appointmentId, version);
    const answer = known ?? (await getAppointment(api, appointmentId));
    if (answer === null) return { items: [], gone: ids, broken: [] };
    if (isBroken(answer)) return { items: [], gone: [], broken: [answer] };
    if (isLeaving(answer)) return { items: [], gone: ids, broken: [] };
    const { items, broken } = this.#items(answer);
    if (broken) return { items: [], gone: [], broken: [broken] };
    const there = ids.includes(appointmentId) ? items : items.filter((item) => ids.includes(item.id));
    const gone = ids.filter((id) =>
      id === appointmentId ? items.length === 0 : !items.some((item) => item.id === id),
    );
    return { items: there, gone, broken: [] };
  }

  async findByMarker(marker: string, near: Span): Promise<Appointment[]> {
    if (!setsMarks(this.#context.api)) return [];
    const { items } = await this.window(near);
    return items.filter((item) => item.marker === marker);
  }

  /** TIMIFY knows no idempotency: `transactionId` has no meaning here, a lost answer is the planner's to settle. */
  async create(request: Requests['create']): Promise<Appointment> {
    const { api, blocker, explain } = this.#context;
    return explain(this.#resourceId, async () => {
      if (blocker === 'timeshift') return createBlocker(this.#place, request.content, request.marker);
      const body = createBody(request.content, this.#resourceId);
      return this.#written(await asRefused(postMarked(api, body, request.marker)));
    });
  }

  /**
   * TIMIFY takes no precondition, so the version is compared by a read right before the write. Null: gone.
   */
  async #current(id: string, version: string): Promise<AppointmentAnswer | null> {
    const { api } = this.#context;
    const answer = await getAppointment(api, appointmentIdOf(id));
    if (answer === null) return null;
    if (isBroken(answer)) throw shapeFault('read');
    if (isLeaving(answer)) return null;
    // Whatever is written to a connected series is written to all its occurrences (TIMIFY docs, series).
    if (id.includes('/') || this.#items(answer).items.some((item) => item.isConnectedSeries)) {
      throw refused('connected-series');
    }
    if (version !== '' && versionOf(answer) !== version)
      throw new Fault({ kind: 'version-changed', service: 'timify' });
    return answer;
  }

  async #mayMove(current: AppointmentAnswer, span: Span): Promise<void> {
    const by = span.start - this.#written(current).span.start;
    const move = { resourceId: this.#resourceId, by };
    if (await othersAreTaken(this.#context.api, current, move)) throw refused('other-resource-taken');
  }

  async #patched(id: string, body: Parameters<typeof patchAppointment>[2]): Promise<AppointmentAnswer> {
    const { api, handover } = this.#context;
    const patch = patchAppointment(api, id, body);
    const answer = await ('datetime' in body ? asRefused(patch) : patch);
    handover.wrote(api.credentials.companyId, answer);
    return answer;
  }

  async update(request: Requests['update']): Promise<Appointment> {
    const { id, version, content, notify } = request;
    if (isShiftId(id)) return moveBlocker(this.#place, id, content);
    const body = patchBody(content, notify);
    // Our own blockers come without a version: they cost no read before the write.
    if (version === '' && body !== null && !id.includes('/'))
      return this.#written(await this.#patched(id, body));
    const current = await this.#current(id, version);
    if (current === null) throw new Fault({ kind: 'not-found', service: 'timify' });
    if (content.span) await this.#mayMove(current, content.span);
    return this.#written(body === null ? current : await this.#patched(id, body));
  }

  async remove(request: Requests['remove']): Promise<void> {
    const { id, version, notify } = request;
    if (isShiftId(id)) return removeBlocker(this.#place, id);
    if (id.includes('/')) throw refused('connected-series');
    if (version !== '' && (await this.#current(id, version)) === null) return;
    await deleteAppointment(this.#context.api, id, notify);
  }

  /** A time shift keeps the id under which it was imported; ASSUMPTION: that can't be changed. */
  isMarked(id: string): boolean {
    return !isShiftId(id) && setsMarks(this.#context.api);
  }

  release({ id, category }: Omit<Requests['mark'], 'marker'>): Promise<void> {
    return this.mark({ id, category, marker: '' });
  }

  async mark({ id, marker }: Requests['mark']): Promise<void> {
    if (this.isMarked(id)) await patchMark(this.#context.api, appointmentIdOf(id), marker);
  }

  availability(window: Span, ours: readonly string[] = []): Promise<Availability> {
    return this.#context.explain(this.#resourceId, () => bookableTimes(this.#bookable, window, ours));
  }

  forgetAvailability(before?: Instant): void {
    forgetMonths(this.#bookable, before);
  }
}
