/** Small builders for the contract suite: valid documents of which a test says only what it is about. */
import type { Conflict } from '../../core/decisions.ts';
import type { Instant, SideName, Span } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import type {
  Act,
  CalendarCursor,
  Claim,
  Company,
  Connection,
  Invitation,
  Lane,
  LogEntry,
} from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOON: Instant = Date.UTC(2026, 2, 2, 12);

/** `hours` after noon, for one hour unless told otherwise. */
export const at = (hours: number, length = 1): Span => ({
  start: NOON + hours * HOUR,
  end: NOON + (hours + length) * HOUR,
});

const base = (span: Span, busy = span): Link['origin']['base'] => ({
  version: 'v1',
  span,
  busy,
  meaning: '',
  allDay: null,
  fields: {},
  hasGuests: false,
  isOrganizer: true,
  isOnlineMeeting: false,
});

export interface LinkWords {
  connectionId?: string;
  side?: Link['origin']['side'];
  origin?: string;
  span?: Span;
  busy?: Span;
  series?: string;
  mirrors?: { id: string | null; span: Span }[];
  decision?: Link['decision']['kind'];
}

export const link = (id: string, words: LinkWords = {}): Link => ({
  id,
  connectionId: words.connectionId ?? 'connection',
  origin: {
    side: words.side ?? 'office',
    id: words.origin ?? `origin-of-${id}`,
    containerId: 'calendar',
    seriesId: words.series ?? null,
    base: base(words.span ?? at(0), words.busy),
    hasCustomers: false,
    isGroup: false,
  },
  mirrors: (words.mirrors ?? []).map(({ id: mirrorId, span }, index) => ({
    marker: `${id}.${index}`,
    id: mirrorId,
    containerId: null,
    intentAt: NOON,
    base: base(span),
    putBacks: [],
  })),
  shape: null,
  anonymous: false,
  anonymousBy: null,
  madeByUs: true,
  decision: { kind: words.decision ?? 'mirrored', reason: null, rule: 'rule', setting: null, at: NOON },
  settingsVersion: 1,
  ignored: [],
});

export const company = (id: string, values: Partial<Company> = {}): Company => ({
  id,
  tenantId: 'tenant',
  name: 'Studio',
  timeZone: 'Europe/Berlin',
  language: 'de',
  contactEmail: 'studio@example.com',
  appId: 'app',
  appSecret: 'sealed',
  privacy: null,
  webhook: { headerName: 'x-secret', valueHash: 'hash' },
  settings: { 'anonymous.toTimify': true, 'showAs.free': 'ignore', $odd: { 'a.b': [1, null] } },
  locked: ['anonymous.toTimify'],
  settingsVersion: 1,
  state: 'ok',
  revision: 0,
  ...values,
});

export const connection = (id: string, values: Partial<Connection> = {}): Connection => ({
  id,
  tenantId: 'tenant',
  companyId: 'company',
  resourceId: `resource-of-${id}`,
  resourceName: 'Room 1',
  oid: 'person',
  ownerEmail: 'person@example.com',
  language: 'en',
  timeZone: 'Europe/Berlin',
  calendars: [{ id: 'calendar', canEdit: true, isOwn: true }],
  writeCalendarId: 'calendar',
  settings: { 'anonymous.toOffice': true },
  settingsVersion: 1,
  state: 'in-step',
  stateSince: NOON,
  trouble: null,
  progress: { phase: 'none', done: 0, total: 0, doneUntil: null },
  counts: { linked: 0, covered: 0, conflicts: 0, skipped: 0, held: 0 },
  hold: null,
  lag: null,
  lastRunAt: null,
  provenEqualAt: null,
  auditAt: null,
  importedAt: null,
  deactivated: null,
  createdAt: NOON,
  successorId: null,
  ...values,
});

export const conflict = (id: string, values: Partial<Conflict> = {}): Conflict => ({
  id,
  connectionId: 'connection',
  linkId: 'link',
  kind: 'overlap',
  openedAt: NOON,
  closedAt: null,
  closedBy: null,
  span: at(0),
  office: { id: 'event', span: at(0) },
  timify: { id: 'booking', span: at(0), hasCustomers: true },
  rule: 'rule',
  setting: null,
  actions: ['keep-both', 'ignore'],
  slots: [at(5)],
  lost: null,
  undoEntry: null,
  ...values,
});

export const entry = (id: string, values: Partial<LogEntry> = {}): LogEntry => ({
  id,
  connectionId: 'connection',
  companyId: 'company',
  at: NOON,
  outcome: 'done',
  linkId: 'link',
  event: 'created',
  side: 'timify',
  item: 'item',
  span: at(0),
  rule: 'rule',
  setting: 'showAs.free',
  was: null,
  back: null,
  conflictId: null,
  act: null,
  ...values,
});

export const cursor = (calendarId: string, values: Partial<CalendarCursor> = {}): CalendarCursor => ({
  connectionId: 'connection',
  calendarId,
  cursor: 'sealed',
  window: at(0, 500),
  subscription: null,
  ...values,
});

export const subscription = (id: string | null): NonNullable<CalendarCursor['subscription']> => ({
  id,
  clientStateHash: 'hash',
  expiresAt: NOON + DAY,
  renewAt: NOON + DAY / 2,
  state: id === null ? 'creating' : 'live',
});

export const act = (id: string, values: Partial<Act> = {}): Act => ({
  id,
  connectionId: 'connection',
  by: 'person',
  at: NOON,
  request: { kind: 'confirm-hold' },
  result: null,
  ...values,
});

export const invitation = (id: string, values: Partial<Invitation> = {}): Invitation => ({
  id,
  companyId: 'company',
  tenantId: 'tenant',
  resourceId: 'resource',
  resourceName: 'Room 1',
  email: 'room@example.com',
  tokenHash: `hash-of-${id}`,
  invitedBy: 'admin',
  createdAt: NOON,
  expiresAt: NOON + 7 * DAY,
  state: 'open',
  awaiting: null,
  ...values,
});

/** Makes a connection's row due at noon. */
export const signal = (
  store: Store,
  id: string,
  values: Partial<Parameters<Store['work']['signal']>[0]> = {},
): Promise<void> =>
  store.work.signal({ id, kind: 'connection', tenantId: 'tenant', hints: [], dueAt: NOON, ...values });

export const LANES: Lane[] = ['live', 'import'];

export const claim = (store: Store, now = NOON, owner = 'worker'): Promise<Claim | null> =>
  store.work.claim({ owner, now, leaseMs: 60_000, lanes: LANES });

/** A claimed row of this connection: whatever a test commits needs its fence. */
export const begin = async (store: Store, id = 'connection', now = NOON): Promise<Claim> => {
  await signal(store, id);
  const claimed = await store.work.claimOne(id, { owner: 'worker', now, leaseMs: 60_000 });
  if (!claimed) throw new Error(`${id} is leased already`);
  return claimed;
};

export const end = (claimed: Claim): Parameters<Store['work']['done']>[2] => ({
  sequence: claimed.sequence,
  dueAt: NOON + DAY,
  retain: [],
  lane: claimed.lane,
  failures: 0,
});

export const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** The link of an item and its copy, by the item's name, in calendars of their own. */
export const mirrored = (connectionId: string, name: string, side: SideName, span: Span): Link => {
  const made = link(name, { connectionId, side, span, mirrors: [{ id: `copy-of-${name}`, span }] });
  return {
    ...made,
    origin: { ...made.origin, containerId: side === 'office' ? 'main' : name },
    mirrors: made.mirrors.map((mirror) => ({ ...mirror, containerId: side === 'timify' ? 'main' : null })),
  };
};
