/** What would happen: the same planner as the sync, with nothing written. */
import type { Span } from '../../core/items.ts';
import { effective } from '../../core/settings.ts';
import { windowOf } from '../../core/window.ts';
import { withCalendars } from './calendars.ts';
import { draftConnection, type ConnectRequest, type DraftDeps } from './draft.ts';
import { isApproved, isLive } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Connection } from '../documents.ts';
import { forbidden } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import type { Preview } from '../runner.ts';
import type { Copies } from '../../core/departure.ts';
import { settingsAfter } from './settings.ts';
import { showItems, type ShowDeps, type Subject } from './shownItems.ts';

export type PreviewRequest =
  | { kind: 'settings'; change: { values: object; reset: readonly string[] } | null; copies: Copies | null }
  | { kind: 'deactivate'; copies: Copies }
  | {
      kind: 'calendars';
      calendars: readonly string[] | null;
      writeCalendar: string | null;
      copies: Copies | null;
    };

export interface ShownPreview {
  preview: Preview;
  window: Span;
  /** One per sample; null where the viewer can't read it. */
  titles: (string | null)[];
}

type PreviewDeps = DraftDeps & ShowDeps & Pick<RequestDeps, 'runner'>;

const show = async (deps: PreviewDeps, subject: Subject, preview: Preview): Promise<ShownPreview> => {
  const { connection, company } = subject;
  const of = (side: 'office' | 'timify') =>
    preview.samples.filter((sample) => sample.side === side).map(({ item }) => item);
  const shown = await showItems(deps, subject, { office: of('office'), timify: of('timify') });
  // A booking's text is the company's; what an event says is its owner's to see (design §4, rule 8).
  const samples = preview.samples.map((sample) =>
    sample.side === 'timify' || subject.role === 'owner' ? sample : { ...sample, copy: null },
  );
  return {
    preview: { ...preview, samples },
    window: windowOf(deps.clock.now(), effective(company, connection.settings).settings),
    titles: preview.samples.map(({ side, item, span }) => shown[side]({ id: item, span }).title),
  };
};

/** Before connecting. Somebody with another address than the invited one sees nothing until approved. */
export const previewConnect = async (
  deps: PreviewDeps,
  caller: Caller,
  request: ConnectRequest,
): Promise<ShownPreview> => {
  const { connection, company, match } = await draftConnection(deps, caller, request);
  if (match === 'different') throw forbidden('An admin has to approve this connection first.');
  const preview = await deps.runner.preview(connection, 'connect');
  return show(deps, { role: 'owner', connection, company }, preview);
};

const changed = async (
  deps: PreviewDeps,
  caller: Caller,
  subject: Subject,
  request: PreviewRequest,
): Promise<Connection> => {
  const { connection, company, role } = subject;
  if (request.kind === 'calendars') {
    if (role !== 'owner') throw forbidden('Only the owner chooses calendars.');
    return withCalendars(deps, caller, subject, request);
  }
  if (request.kind === 'settings' && request.change)
    return { ...connection, settings: settingsAfter(role, company, connection.settings, request.change) };
  return connection;
};

/** Before a change of a connection that lives already. */
export const previewChange = async (
  deps: PreviewDeps,
  caller: Caller,
  subject: Subject,
  request: PreviewRequest,
): Promise<ShownPreview> => {
  if (!isApproved(subject.connection)) throw forbidden('An admin has to approve this connection first.');
  if (!isLive(subject.connection)) throw forbidden('This connection is deactivated.');
  const connection = await changed(deps, caller, subject, request);
  const preview = await deps.runner.preview(connection, request.kind, request.copies ?? undefined);
  return show(deps, { ...subject, connection }, preview);
};
