import * as account from '../fixtures/account.ts';
import * as admin from '../fixtures/admin.ts';
import { removing } from '../fixtures/previews.ts';
import type { FixtureAnswers, GalleryState, PlainAnswer, Step } from '../model.ts';
import { both, CALLS, items, ok, refuse, statesOf } from './world.ts';

/** Menus, dialogs, short messages and parts of an admin's pages, each in the states that it has. */

type Given = Omit<Parameters<typeof statesOf>[1][number], 'own' | 'role'> & { own?: FixtureAnswers };

/** Seen by an admin without a calendar of their own. */
const seen = (screen: GalleryState['screen'], given: readonly Given[]): GalleryState[] =>
  statesOf(
    screen,
    given.map((one) => ({ ...one, role: 'admin', own: { [CALLS.me]: ok(account.ADMIN), ...one.own } })),
  );

const SETTINGS: Step[] = [{ tab: 'Einstellungen|Settings' }];
const APPLY: Step[] = [...SETTINGS, { button: 'bestehende|existing' }, { shown: '[role=dialog]' }];
const YES: Step = { button: '^(Auf 612 anwenden|Apply to 612)$' };
const INVITE: Step[] = [{ testId: 'invite' }, { testId: 'invite-send' }];
const ROW = '^(Aktionen für|Actions for) Lena Berger$';
const HEALTH: Step[] = [{ tab: 'Zustand|Health' }];
const AUDIT: Step[] = [{ tab: 'Nachweise|Audit' }];
const CONFLICTS: Step[] = [{ tab: 'Konflikte|Conflicts' }];

const INVITATIONS = 'POST /api/company/invitations';
const CHANGE = 'PATCH /api/company/settings';
const APPLY_ALL = 'POST /api/company/apply-settings';
const applied = (failed: number, skipped: number): PlainAnswer =>
  ok({ connections: 4, done: 4 - failed - skipped, pending: 0, failed, skipped });
const paused = admin.resources.filter(({ state }) => state === 'paused');
const LEFT = { create: 0, update: 0, delete: 86, skip: 0, conflict: 0 };

const overview = seen('admin-overview', [
  {
    id: 'admin-tabs-menu',
    title: both('Weitere Seiten', 'Further pages'),
    shows: both('Menü, wo die Reiter keinen Platz haben', 'A menu where tabs have no room'),
    steps: [{ button: '^(Mehr|More)$', below: 500 }],
  },
  {
    id: 'admin-row-menu',
    title: both('Menü einer Ressource', 'Menu of a resource'),
    shows: both('Öffnen, Protokoll, anhalten', 'Open, log, pause'),
    steps: [{ button: ROW }, { shown: '[role=menu]' }],
  },
  {
    id: 'admin-overview-nothing',
    title: both('Suche ohne Treffer', 'A search without a match'),
    shows: both('Nichts gefunden', 'Nothing found'),
    steps: [
      { field: '^(Ressource suchen|Search resource)', text: 'Xaver' },
      { said: 'Nichts gefunden|Nothing found' },
    ],
  },
  {
    id: 'admin-companies',
    title: both('Mehrere Firmen', 'Several companies'),
    shows: both('Auswahl der Firma', 'Choice of the company'),
    own: { [CALLS.companies]: items([admin.company, admin.otherCompany]) },
  },
  {
    id: 'admin-privacy-banner',
    title: both('Datenschutz nicht bestätigt', 'Privacy not agreed to'),
    shows: both('Hinweis; nichts wird übertragen', 'A note; nothing is transferred'),
    own: { [CALLS.companies]: items([{ ...admin.company, privacyAccepted: false }]) },
  },
  {
    id: 'admin-invited',
    title: both('Eingeladen', 'Invited'),
    shows: both('Kurze Meldung: gesendet', 'A short message: sent'),
    steps: [...INVITE, { shown: '.fui-Toast' }],
  },
  {
    id: 'admin-invite-unsent',
    title: both('Eingeladen, E-Mail ging nicht', 'Invited, the mail did not go out'),
    shows: both('Links zum Weitergeben', 'Links to pass on'),
    own: { [INVITATIONS]: items(admin.unsent) },
    steps: [...INVITE, { said: 'ließen sich nicht senden|could not be sent' }],
  },
  {
    id: 'admin-invite-failed',
    title: both('Einladen ging nicht', 'Inviting did not work'),
    shows: both('Der Dialog bleibt', 'The dialog stays'),
    own: { [INVITATIONS]: refuse('timify_unavailable', 503) },
    steps: [...INVITE, { said: 'nicht geklappt|did not work' }],
  },
  {
    id: 'admin-row-failed',
    title: both('Kurze Meldung: ging nicht', 'A short message: did not work'),
    shows: both('Als Fehler zu erkennen', 'Seen to be a fault'),
    own: { [CALLS.act]: refuse('unavailable', 503) },
    steps: [{ button: ROW }, { menuItem: 'Anhalten|Pause' }, { shown: '.fui-Toast' }],
  },
]);

const opened = seen('admin-opened', [
  {
    id: 'admin-opened-error',
    title: both('Kalender nicht lesbar', 'Calendar cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.connection]: refuse('unavailable', 503) },
    steps: [{ button: ROW }, { menuItem: 'Öffnen|Open' }],
  },
]);

const lists = [
  ...seen('admin-conflicts', [
    {
      id: 'admin-conflicts-loading',
      title: both('Konflikte laden', 'Conflicts load'),
      shows: both('Gerüst', 'A skeleton'),
      own: { [CALLS.companyConflicts]: 'never' },
      steps: CONFLICTS,
      until: 'skeleton',
    },
  ]),
  ...seen('admin-health', [
    {
      id: 'admin-health-loading',
      title: both('Zustand lädt', 'Health loads'),
      shows: both('Gerüst', 'A skeleton'),
      own: { [CALLS.health]: 'never' },
      steps: HEALTH,
      until: 'skeleton',
    },
    {
      id: 'admin-audit-error',
      title: both('Nachweise nicht lesbar', 'Audit cannot be read'),
      shows: both('Erneut versuchen', 'Try again'),
      own: { [CALLS.audit]: refuse('unavailable', 503) },
      steps: AUDIT,
    },
  ]),
];

const settings = seen('admin-settings', [
  {
    id: 'admin-settings-loading',
    title: both('Einstellungen laden', 'Settings load'),
    shows: both('Gerüst', 'A skeleton'),
    own: { [CALLS.companySettings]: 'never' },
    steps: SETTINGS,
    until: 'skeleton',
  },
  {
    id: 'admin-settings-copies',
    title: both('Was wird aus den Kopien aller?', 'What becomes of everybody’s copies?'),
    shows: both('Rückfrage, wo eine Richtung wegfällt', 'A question where a direction goes'),
    own: { [CHANGE]: refuse('copies_required', 409, { counts: LEFT }) },
    steps: [
      ...SETTINGS,
      { button: '^(In beide Richtungen|Both ways)$' },
      { option: '^(Nur Outlook → TIMIFY|Only Outlook → TIMIFY)$' },
      { shown: '[role=dialog]' },
    ],
  },
  {
    id: 'admin-apply-planning',
    title: both('Auf alle anwenden: wird geplant', 'Apply to all: being planned'),
    shows: both('Wie weit, und Gerüst der Zahlen', 'How far, and skeleton numbers'),
    own: { [CALLS.preview]: 'never' },
    steps: APPLY,
  },
  {
    id: 'admin-apply-deletes',
    title: both('Auf alle anwenden: löscht auch', 'Apply to all: deletes, too'),
    shows: both('Summe über alle Kalender', 'The sum of all calendars'),
    own: { [CALLS.preview]: ok(removing) },
    steps: [...APPLY, { said: 'Kopien entfernt|Copies removed' }],
  },
  {
    id: 'admin-apply-none',
    title: both('Auf alle anwenden: niemand dabei', 'Apply to all: nobody there'),
    shows: both('Kein Kalender gleicht ab', 'No calendar is being synced'),
    own: { [CALLS.resources]: items(paused) },
    steps: [...APPLY, { said: 'Zurzeit gleicht|No calendar is' }],
  },
  {
    id: 'admin-apply-unplanned',
    title: both('Auf alle anwenden: keine Vorschau', 'Apply to all: no preview'),
    shows: both('Erneut versuchen; anwenden geht trotzdem', 'Try again; applying works all the same'),
    own: { [CALLS.preview]: refuse('timify_unavailable', 503) },
    steps: [...APPLY, { said: 'ließ sich nicht berechnen|could not be computed' }],
  },
  {
    id: 'admin-applied',
    title: both('Auf alle angewendet', 'Applied to all'),
    shows: both('Kurze Meldung und Rückgängig', 'A short message, and undo'),
    steps: [...APPLY, YES, { shown: '.fui-Toast' }],
  },
  {
    id: 'admin-applied-in-part',
    title: both('Nur zum Teil angewendet', 'Applied in part'),
    shows: both('Kurze Meldung: wie viele nicht', 'A short message: how many not'),
    own: { [APPLY_ALL]: applied(1, 1) },
    steps: [...APPLY, YES, { shown: '.fui-Toast' }],
  },
  {
    id: 'admin-settings-applying',
    title: both('Auf alle anwenden dauert', 'Applying to all takes long'),
    shows: both('Was geschieht; man kann schließen', 'What is being done; one can close it'),
    own: { [APPLY_ALL]: 'never' },
    steps: [...APPLY, YES, { said: 'Sie können das Fenster|You can close this' }],
  },
  {
    id: 'admin-apply-failed',
    title: both('Anwenden ging nicht', 'Applying did not work'),
    shows: both('Der Dialog bleibt', 'The dialog stays'),
    own: { [APPLY_ALL]: refuse('unavailable', 503) },
    steps: [...APPLY, YES, { said: 'nicht geklappt|did not work' }],
  },
]);

export const adminPartStates: GalleryState[] = [...overview, ...opened, ...lists, ...settings];
