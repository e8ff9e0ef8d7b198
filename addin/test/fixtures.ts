import type { Calendar, Me, OpenInvitation, PublicConfig } from '../../shared/me.ts';
import type { ActResult, Connection } from '../../shared/connection.ts';
import type { AgendaRow, Conflict, Explanation, HeldRow, LogEntry, ShownItem } from '../../shared/items.ts';
import type { Preview } from '../../shared/preview.ts';
import type { SettingsInForce } from '../../shared/settings.ts';

/** One invented morning: Optik Lindner, Lena Berger, Tuesday 24 November 2026, ten past ten in Berlin. */
export const NOW = new Date('2026-11-24T09:04:12.000Z');

const at = (time: string, day = '2026-11-24'): string => new Date(`${day}T${time}:00+01:00`).toISOString();

export const config: PublicConfig = {
  clientId: '11111111-2222-4333-8444-555555555555',
  authorityHost: 'https://login.microsoftonline.com',
  scope: 'api://localhost/11111111-2222-4333-8444-555555555555/access_as_user',
  hostOrigins: ['https://teams.microsoft.com'],
  officeJsUrl: '/office.js',
  background: 'obo',
  version: '0.1.0',
  graphScopes: {
    profile: ['https://graph.microsoft.com/User.Read'],
    read: ['https://graph.microsoft.com/Calendars.Read'],
    write: ['https://graph.microsoft.com/Calendars.ReadWrite'],
    shared: ['https://graph.microsoft.com/Calendars.Read.Shared'],
  },
};

export const settings: SettingsInForce = {
  direction: 'both',
  anonymous: { toTimify: true, toOffice: false },
  title: true,
  notes: true,
  showAs: {
    free: 'ignore',
    tentative: 'block',
    busy: 'block',
    oof: 'block',
    workingElsewhere: 'block',
    unknown: 'block',
  },
  allDay: 'block',
  response: { declined: 'ignore', notResponded: 'block' },
  personal: 'anonymous',
  onMirrorDeleted: { office: 'ask', timify: 'ask' },
  onBothChanged: 'origin',
  onBookingMoved: 'ask',
  onBookingDeleted: 'ask',
  windowPastDays: 10,
  windowFutureMonths: 18,
  splitBookings: 'one',
  buffers: 'merge',
  blocker: 'appointment',
  blockerWords: { en: 'Blocked', de: 'Kalenderblocker' },
  busyWords: { en: 'Busy', de: 'Beschäftigt' },
  template: { subject: '{service} · {customer}', body: '{notes}' },
  category: 'TIMIFY',
  reminder: 'none',
  busyAs: 'busy',
  digest: 'daily',
  locked: ['anonymous.toOffice'],
  sources: { direction: 'company', 'anonymous.toTimify': 'connection', 'anonymous.toOffice': 'company' },
};

export const connection: Connection = {
  id: 'con-1',
  companyId: 'com-1',
  resourceId: 'res-1',
  resourceName: 'Lena Berger',
  ownerEmail: 'lena.berger@lindner.example',
  mine: true,
  state: 'in-step',
  stateSince: at('08:00'),
  trouble: null,
  progress: { phase: 'done', done: 300, total: 300, doneUntil: null },
  settings,
  calendars: ['cal-1', 'cal-2'],
  calendarFacts: [
    { id: 'cal-1', canEdit: true, isOwn: true },
    { id: 'cal-2', canEdit: false, isOwn: false },
  ],
  writeCalendar: 'cal-1',
  timeZone: 'Europe/Berlin',
  counts: { linked: 300, covered: 4, conflicts: 3, skipped: 31, held: 0 },
  hold: null,
  lag: { theirs: 900, ours: 400 },
  lastRunAt: at('10:02'),
  provenEqualAt: at('10:00'),
  importedAt: at('08:00', '2026-11-20'),
  createdAt: at('08:00', '2026-11-20'),
  deactivated: null,
};

export const openInvitation: OpenInvitation = {
  id: 'inv-1',
  company: { id: 'com-1', name: 'Optik Lindner' },
  resource: { id: 'res-1', name: 'Lena Berger' },
  invitedBy: 'Jonas Weber',
  expiresAt: at('10:00', '2026-12-08'),
};

export const me: Me = {
  user: {
    tenantId: 'ten-1',
    oid: 'oid-lena',
    name: 'Lena Berger',
    email: 'lena.berger@lindner.example',
    roles: [],
  },
  access: { state: 'ok', scopes: ['User.Read'], claims: null },
  company: { id: 'com-1', name: 'Optik Lindner', privacyAccepted: true },
  companies: [{ id: 'com-1', name: 'Optik Lindner', privacyAccepted: true }],
  invitations: [],
  connections: [connection],
};

const LENA = { name: 'Lena Berger', address: 'lena.berger@lindner.example' };
const JONAS = { name: 'Jonas Weber', address: 'jonas.weber@lindner.example' };

export const calendars: readonly Calendar[] = [
  { id: 'cal-1', name: 'Kalender', color: 'lightBlue', isDefault: true, canEdit: true, isOwn: true, owner: LENA },
  { id: 'cal-2', name: 'Team Optik', color: 'maxColor', isDefault: false, canEdit: false, isOwn: false, owner: JONAS },
  { id: 'cal-3', name: 'Feiertage in Deutschland', color: 'lightGreen', isDefault: false, canEdit: false, isOwn: true, owner: LENA },
];

interface ItemFacts {
  readonly id: string;
  readonly title: string | null;
  readonly from: string;
  readonly to: string;
  readonly day?: string;
  readonly customer?: string;
}

export function item({ id, title, from, to, day = '2026-11-24', customer }: ItemFacts, more: Partial<ShownItem> = {}): ShownItem {
  return {
    id,
    start: at(from, day),
    end: at(to, day),
    allDay: false,
    title,
    readable: 'yes',
    isPrivate: false,
    hasGuests: false,
    isOrganizer: true,
    webLink: `https://outlook.office.com/calendar/item/${id}`,
    service: null,
    customers: customer === undefined ? [] : [customer],
    hasCustomers: customer !== undefined,
    ...more,
  };
}

const row = (facts: Partial<AgendaRow> & Pick<AgendaRow, 'origin'>): AgendaRow => ({
  linkId: 'link',
  office: null,
  timify: null,
  decision: 'mirrored',
  reason: null,
  anonymous: false,
  conflictId: null,
  ...facts,
});

const TOMORROW = '2026-11-25';

export const agenda: readonly AgendaRow[] = [
  row({
    origin: 'timify',
    office: item({ id: 'o1', title: 'Beratung · Nina Wolf', from: '11:00', to: '11:30' }),
    timify: item({ id: 't1', title: 'Beratung', from: '11:00', to: '11:30', customer: 'Nina Wolf' }),
  }),
  row({
    origin: 'office',
    office: item({ id: 'o2', title: 'Mittag mit Jonas', from: '12:30', to: '13:30' }),
    decision: 'skipped',
    reason: 'show-as',
  }),
  row({
    origin: 'office',
    office: item({ id: 'o3', title: 'Kundentermin außer Haus', from: '14:00', to: '15:30' }, { hasGuests: true }),
    decision: 'conflict',
    conflictId: 'c1',
  }),
  row({
    origin: 'timify',
    office: item({ id: 'o4', title: 'Sehtest · Clara Vogel', from: '15:00', to: '15:45' }),
    timify: item({ id: 't4', title: 'Sehtest', from: '15:00', to: '15:45', customer: 'Clara Vogel' }),
  }),
  row({
    origin: 'office',
    office: item({ id: 'o5', title: 'Zahnarzt', from: '18:00', to: '19:00' }, { isPrivate: true }),
    timify: item({ id: 't5', title: null, from: '18:00', to: '19:00' }),
    anonymous: true,
  }),
  row({
    origin: 'office',
    office: item({ id: 'o6', title: 'Team-Besprechung', from: '09:00', to: '10:00', day: TOMORROW }),
    timify: item({ id: 't6', title: null, from: '09:00', to: '10:00', day: TOMORROW }),
    anonymous: true,
  }),
  row({
    origin: 'timify',
    office: item({ id: 'o7', title: 'Kontaktlinsen-Anpassung', from: '15:30', to: '16:30', day: TOMORROW }),
    timify: item({ id: 't7', title: 'Kontaktlinsen-Anpassung', from: '15:30', to: '16:30', day: TOMORROW, customer: 'Ben Richter' }),
  }),
  row({
    origin: 'timify',
    office: item({ id: 'o8', title: 'Beratung · Tim Sommer', from: '08:30', to: '09:00', day: '2026-11-26' }),
    timify: item({ id: 't8', title: 'Beratung', from: '08:30', to: '09:00', day: '2026-11-26', customer: 'Tim Sommer' }),
  }),
];

export const overlap: Conflict = {
  id: 'c1',
  connectionId: 'con-1',
  resourceId: 'res-1',
  resourceName: 'Lena Berger',
  kind: 'overlap',
  openedAt: at('09:48'),
  cause: { sentence: 'Ihr Outlook-Termin überschneidet sich mit einer Buchung.', rule: 'overlap', setting: null },
  span: { start: at('15:00'), end: at('15:30') },
  office: item({ id: 'o3', title: 'Kundentermin außer Haus', from: '14:00', to: '15:30' }, { hasGuests: true }),
  timify: item({ id: 't4', title: 'Sehtest', from: '15:00', to: '15:45', customer: 'Clara Vogel' }),
  lost: null,
  actions: ['move-booking', 'keep-both', 'ignore', 'ignore-series'],
  slots: [
    { start: at('16:30'), end: at('17:15') },
    { start: at('17:00'), end: at('17:45') },
    { start: at('09:00', TOMORROW), end: at('09:45', TOMORROW) },
  ],
  notifyRequired: true,
};

export const conflicts: readonly Conflict[] = [
  overlap,
  {
    ...overlap,
    id: 'c2',
    kind: 'outside-working-hours',
    cause: { sentence: 'Arbeitszeit endet um 18:00. Beide Kalender zeigen einen Hinweis.', rule: 'hours', setting: null },
    span: { start: at('19:00', '2026-11-26'), end: at('20:00', '2026-11-26') },
    office: item({ id: 'o9', title: null, from: '19:00', to: '20:00', day: '2026-11-26' }, { readable: 'later' }),
    timify: item({ id: 't9', title: 'Kontaktlinsen-Anpassung', from: '17:00', to: '18:00', day: '2026-11-26' }),
    actions: ['put-back', 'keep-both'],
    slots: [],
    notifyRequired: false,
  },
  {
    id: 'c3',
    connectionId: 'con-1',
    resourceId: 'res-1',
    resourceName: 'Lena Berger',
    kind: 'mirror-deleted',
    openedAt: at('09:10'),
    cause: { sentence: 'Die Buchung gilt weiter. Soll sie abgesagt werden?', rule: 'mirror-deleted', setting: 'onMirrorDeleted.office' },
    span: { start: at('11:00', '2026-11-26'), end: at('11:30', '2026-11-26') },
    timify: item({ id: 't10', title: 'Brillenberatung', from: '11:00', to: '11:30', day: '2026-11-26', customer: 'Ida Kern' }),
    lost: null,
    actions: ['put-back', 'cancel-booking', 'ignore'],
    slots: [],
    notifyRequired: true,
  },
];

const entry = (facts: Partial<LogEntry> & Pick<LogEntry, 'id' | 'at' | 'sentence'>): LogEntry => ({
  connectionId: 'con-1',
  event: 'moved',
  item: 'o5',
  side: 'timify',
  span: { start: at('18:00'), end: at('19:00') },
  was: null,
  title: null,
  outcome: 'done',
  rule: 'origin-changed',
  setting: null,
  undoable: false,
  ...facts,
});

export const log: readonly LogEntry[] = [
  entry({
    id: 'l1',
    at: new Date(NOW.getTime() - 120_000).toISOString(),
    sentence: 'auf 18:00 verschoben. Blocker nachgezogen.',
    title: 'Zahnarzt',
  }),
  entry({ id: 'l2', at: at('09:06'), sentence: 'verschoben, weil Sie einen Konflikt so gelöst haben.', title: 'Sehtest', side: 'office', undoable: true, item: 't4' }),
  entry({ id: 'l3', at: at('08:15'), sentence: 'nicht übertragen: als „Frei“ gekennzeichnet.', title: 'Mittag mit Jonas', outcome: 'skipped', item: 'o2', setting: 'showAs.free' }),
  entry({ id: 'l4', at: at('17:42', '2026-11-23'), sentence: 'auf beiden Seiten geändert. Die Uhrzeit aus TIMIFY gilt.', title: 'Brillenberatung', side: 'office', undoable: true }),
  entry({ id: 'l5', at: at('03:00', '2026-11-23'), sentence: 'Vollständige Prüfung: 300 von 300 gleich, nichts zu berichtigen.', outcome: 'noted' }),
];

export const explanation: Explanation = {
  sentence: 'Der Termin ist in Outlook als „Frei“ gekennzeichnet. Freie Termine werden nicht übertragen.',
  rule: 'skip.show-as',
  setting: 'showAs.free',
  value: 'ignore',
  source: 'company',
  locked: false,
  decision: 'skipped',
  reason: 'show-as',
  at: at('08:15'),
};

export const preview: Preview = {
  counts: { create: 300, update: 0, delete: 0, skip: 31, conflict: 2 },
  sides: { office: { create: 86, update: 0, delete: 0 }, timify: { create: 214, update: 0, delete: 0 } },
  skips: [
    { reason: 'show-as', count: 18 },
    { reason: 'cancelled', count: 9 },
    { reason: 'declined', count: 4 },
  ],
  window: { start: at('00:00', '2026-11-14'), end: at('00:00', '2028-05-24') },
  samples: [
    { what: 'create', side: 'timify', item: 'o6', start: at('09:00'), end: at('10:00'), title: 'Team-Besprechung', rule: 'new-item', setting: null },
    { what: 'create', side: 'office', item: 't1', start: at('11:00'), end: at('11:30'), title: 'Beratung · Nina Wolf', rule: 'new-item', setting: null },
    { what: 'conflict', side: 'timify', item: 'o3', start: at('14:00'), end: at('15:30'), title: 'Kundentermin außer Haus', rule: 'overlap', setting: null },
    { what: 'skip', side: 'timify', item: 'o2', start: at('12:30'), end: at('13:30'), title: 'Mittag mit Jonas', rule: 'skip.show-as', setting: 'showAs.free' },
  ],
  mails: 0,
};

export const held: readonly HeldRow[] = Array.from({ length: 48 }, (_, index) => ({
  linkId: `h${index}`,
  side: 'timify' as const,
  item: `t-h${index}`,
  start: at('10:00', `2026-11-${24 + Math.min(5, Math.floor(index / 6))}`),
  end: at('10:30', `2026-11-${24 + Math.min(5, Math.floor(index / 6))}`),
  title: null,
}));

export const DEACTIVATION: Preview = {
  ...preview,
  counts: { create: 0, update: 0, delete: 300, skip: 0, conflict: 0 },
  sides: { office: { create: 0, update: 0, delete: 86 }, timify: { create: 0, update: 0, delete: 214 } },
  skips: [],
  samples: [],
};

export const PROOF: ActResult = {
  ok: true,
  pending: false,
  error: null,
  facts: {
    removed: { office: 86, timify: 214 },
    left: { office: 0, timify: 0 },
    own: { before: 245, after: 245 },
    mails: 0,
    failed: 0,
  },
  connection: {
    ...connection,
    state: 'deactivated',
    stateSince: NOW.toISOString(),
    deactivated: { at: NOW.toISOString(), copies: 'remove', undoUntil: at('10:20', '2026-12-24') },
  },
};
