/** Creating, changing and deleting events. Calls of one moment share a `$batch`. */
import { Fault, isFault } from '../core/fault.ts';
import type { OfficeEvent } from '../core/items.ts';
import type { OfficeSide } from '../sync/ports/sides.ts';
import { createCollector } from './batch.ts';
import { newEventOf, patchOf } from './fromContent.ts';
import type { Answer } from './http.ts';
import { MARKER_ID, RELEASED } from './marker.ts';
import { findMarked } from './read.ts';
import type { Mailbox } from './mailbox.ts';
import { stamped } from './schemas.ts';
import { readElement, toItem } from './toItem.ts';

type Writes = Pick<OfficeSide, 'create' | 'update' | 'remove' | 'release' | 'mark' | 'isMarked'>;
type CreateRequest = Parameters<OfficeSide['create']>[0];

/** An event as a write answered it. Where the answer makes no sense, the write still happened. */
const itemOf = (answer: Answer, calendarId: string): OfficeEvent => {
  const read = readElement(answer.body);
  if (read.kind === 'event') return toItem(read.event, calendarId);
  throw new Fault({ kind: 'unanswered', service: 'graph', status: answer.status, code: 'NotAnEvent' });
};

/** A repeated create that Graph refuses: the event is there, if exactly one carries the marker. */
const adopt = async (mailbox: Mailbox, request: CreateRequest, refusal: Fault): Promise<OfficeEvent> => {
  const { marker, containerId } = request;
  const [known, ...others] = await findMarked(mailbox, { marker, containerId });
  if (known === undefined || others.length > 0) throw refusal;
  return known;
};

type Send = ReturnType<typeof createCollector>;

const STAMPED = '$select=categories,attendees,isOrganizer';

/**
 * Others' categories stay: a PATCH replaces the whole list ("Update event"). An event that is gone needs no stamp, and
 * one with guests, or of somebody else, keeps what it has: any change might be told to people (design §4, rule 4).
 */
const stamp = async (
  { graph, paths }: Mailbox,
  send: Send,
  { id, value, of }: { id: string; value: string; of: (categories: string[]) => string[] },
): Promise<void> => {
  const path = paths.event(id);
  try {
    const { body } = await graph.call({ method: 'GET', path: `${path}?${STAMPED}`, target: 'event' });
    const { attendees, isOrganizer, categories, '@odata.etag': ifMatch } = stamped.parse(body);
    if ((attendees ?? []).length > 0 || isOrganizer === false) return;
    const now = categories ?? [];
    const wanted = of(now);
    const changed = wanted.length === now.length ? {} : { categories: wanted };
    const properties = { singleValueExtendedProperties: [{ id: MARKER_ID, value }] };
    await send({
      ...{ method: 'PATCH', path, target: 'event', body: { ...changed, ...properties } },
      ifMatch: ifMatch ?? '',
    });
  } catch (error) {
    if (!isFault(error, 'not-found')) throw error;
  }
};

export const writesOf = (mailbox: Mailbox): Writes => {
  const { graph, paths } = mailbox;
  const send = createCollector(graph);
  return {
    async create(request) {
      const path = paths.events(request.containerId);
      try {
        const body = newEventOf(request);
        const answer = await send({ method: 'POST', path, target: 'new-event', body });
        // Extended properties are not echoed ("Create single-value extended property").
        return { ...itemOf(answer, request.containerId ?? ''), marker: request.marker };
      } catch (error) {
        if (!isFault(error, 'duplicate')) throw error;
        return adopt(mailbox, request, error);
      }
    },

    async update({ id, containerId, version, content, keepBody }) {
      const body = patchOf(content, keepBody);
      const path = paths.event(id);
      const answer = await send({ method: 'PATCH', path, target: 'event', ifMatch: version, body });
      return itemOf(answer, containerId ?? '');
    },

    async remove({ id, version }) {
      try {
        await send({ method: 'DELETE', path: paths.event(id), target: 'event', ifMatch: version });
      } catch (error) {
        if (!isFault(error, 'not-found')) throw error;
      }
    },

    /** Each event that we make carries its marker in an extended property. */
    isMarked: () => true,

    release: ({ id, category }) =>
      stamp(mailbox, send, { id, value: RELEASED, of: (now) => now.filter((one) => one !== category) }),

    mark: ({ id, category, marker }) =>
      stamp(mailbox, send, {
        id,
        value: marker,
        of: (now) => (category === null || now.includes(category) ? now : [...now, category]),
      }),
  };
};
