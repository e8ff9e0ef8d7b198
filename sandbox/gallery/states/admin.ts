import * as account from '../fixtures/account.ts';
import * as admin from '../fixtures/admin.ts';
import { theirAgenda } from '../fixtures/items.ts';
import type { FixtureAnswers, GalleryState, Say, Step } from '../model.ts';
import { both, CALLS, items, ok, refuse, statesOf } from './world.ts';

type Given = Parameters<typeof statesOf>[1][number];

/** The same, seen by an admin without a calendar of their own. */
function seen(screen: GalleryState['screen'], given: readonly Given[]): GalleryState[] {
  const asAdmin = given.map(({ own = {}, ...rest }) => ({
    ...rest,
    role: 'admin' as const,
    own: (say: Say): FixtureAnswers => ({
      [CALLS.me]: ok(account.ADMIN),
      ...(typeof own === 'function' ? own(say) : own),
    }),
  }));
  return statesOf(screen, asAdmin);
}

const none = { [CALLS.companies]: items([]) };
const FORM: Step[] = [
  { field: '^(App-ID|App ID)', text: '65f0c0ffeea0000000000001' },
  { field: '^(App-Geheimnis|App secret)', text: 'not-the-secret' },
  { field: '^(Firmen-ID|Company ID)', text: '65f0c0ffee00000000000001' },
  { testId: 'company-check' },
];
/** From the overview into somebody's calendar. */
const open = (name: string, act: string): Step[] => [
  { button: `^(Aktionen für|Actions for) ${name}$` },
  { menuItem: act },
];
const HEALTH: Step[] = [{ tab: 'Zustand|Health' }];
const CONFLICTS: Step[] = [{ tab: 'Konflikte|Conflicts' }];
const SETTINGS: Step[] = [{ tab: 'Einstellungen|Settings' }];

const connect = seen('admin-connect', [
  {
    id: 'admin-connect',
    title: both('Firma verbinden', 'Connect the company'),
    shows: both('App-ID, Geheimnis, Firma', 'App ID, secret, company'),
    own: none,
  },
  {
    id: 'admin-connect-refused',
    title: both('Zugangsdaten falsch', 'Wrong credentials'),
    shows: both('Fehler am Feld', 'The fault at its field'),
    own: { ...none, [CALLS.connectCompany]: refuse('timify_credentials', 400, { field: 'appSecret' }) },
    steps: FORM,
  },
  {
    id: 'admin-connect-taken',
    title: both('Firma gehört zu anderem Tenant', 'Company of another tenant'),
    shows: both('Code an die Kontaktadresse', 'A code to the contact address'),
    own: {
      ...none,
      [CALLS.connectCompany]: refuse('company_taken', 409, { contact: admin.sentCode.contact }),
    },
    steps: FORM,
  },
  {
    id: 'admin-connect-move',
    title: both('Code eingeben', 'Enter the code'),
    shows: both('Die Firma zieht hierher um', 'The company moves here'),
    own: {
      ...none,
      [CALLS.connectCompany]: refuse('company_taken', 409, { contact: admin.sentCode.contact }),
      [CALLS.sendCode]: ok(admin.sentCode),
    },
    steps: [...FORM, { testId: 'company-code' }, { shown: '[data-testid=company-move]' }],
  },
  {
    id: 'admin-connect-unavailable',
    title: both('TIMIFY antwortet nicht', 'TIMIFY does not answer'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { ...none, [CALLS.connectCompany]: refuse('timify_unavailable', 503) },
    steps: FORM,
  },
  {
    id: 'admin-webhook',
    title: both('Verbunden, Webhook eintragen', 'Connected, enter the webhook'),
    shows: both('Adresse und Kopfzeile, einmal gezeigt', 'Address and header, shown once'),
    own: none,
    steps: FORM,
  },
  {
    id: 'admin-privacy',
    title: both('Datenschutz', 'Privacy'),
    shows: both('Text und Haken', 'Text and tick'),
    own: { [CALLS.companies]: items([admin.freshCompany]) },
    steps: [{ button: '^(Datenschutz|Privacy)' }],
  },
]);

const overview = seen('admin-overview', [
  {
    id: 'admin-overview',
    title: both('Übersicht', 'Overview'),
    shows: both('Jeder Zustand einer Ressource', 'Every state of a resource'),
  },
  {
    id: 'admin-overview-sorted',
    title: both('Sortiert und ausgewählt', 'Sorted, some chosen'),
    shows: both('Nach Namen; zwei zum Einladen', 'By name; two to be invited'),
    steps: [
      { button: '^(Ressource|Resource)$', from: 700 },
      { box: '^(Eva Neumann auswählen|Select Eva Neumann)$' },
      { box: '^(Felix Wagner auswählen|Select Felix Wagner)$' },
      { said: '2 einladen|Invite 2' },
    ],
  },
  {
    id: 'admin-overview-loading',
    title: both('Übersicht lädt', 'Overview loads'),
    shows: both('Gerüst der Tabelle', 'Skeleton of the table'),
    own: { [CALLS.resources]: 'never' },
    until: 'skeleton',
  },
  {
    id: 'admin-overview-empty',
    title: both('Keine Ressourcen', 'No resources'),
    shows: both('Was in TIMIFY zu tun ist', 'What to do in TIMIFY'),
    own: { [CALLS.resources]: items([]) },
  },
  {
    id: 'admin-overview-error',
    title: both('TIMIFY antwortet nicht', 'TIMIFY does not answer'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.resources]: refuse('timify_unavailable', 503) },
  },
  {
    id: 'admin-credentials-refused',
    title: both('Geheimnis gilt nicht mehr', 'Secret no longer valid'),
    shows: both('Hinweis; nichts ist verloren', 'A bar; nothing is lost'),
    own: {
      [CALLS.companies]: items([{ ...admin.company, state: 'credentials-refused' }]),
      [CALLS.resources]: refuse('timify_credentials', 400),
      [CALLS.health]: ok({ ...admin.health, company: 'credentials-refused' }),
    },
  },
  {
    id: 'admin-invite',
    title: both('Einladen', 'Invite'),
    shows: both('Sprache und Vorschau der Mail', 'Language and preview of the mail'),
    steps: [{ button: '^(Alle \\d+ |Invite all|.*einladen)' }],
  },
]);

const theirs = { [CALLS.connection]: ok(account.theirs), [CALLS.agenda]: items(theirAgenda) };

const opened = seen('admin-opened', [
  {
    id: 'admin-opened',
    title: both('Kalender von jemandem', 'Somebody’s calendar'),
    shows: both('Zustand und Agenda ohne fremde Titel', 'State, and agenda without their titles'),
    own: theirs,
    steps: [...open('Lena Berger', 'Öffnen|Open'), { said: 'Sehtest' }],
  },
  {
    id: 'admin-opened-settings',
    title: both('Einstellungen von jemandem', 'Somebody’s settings'),
    shows: both('Ohne was nur Eigentümer dürfen', 'Without what is the owner’s alone'),
    own: theirs,
    steps: [...open('Lena Berger', 'Einstellungen|Settings'), { shown: '[data-testid=deactivate]' }],
  },
  {
    id: 'admin-opened-log',
    title: both('Protokoll von jemandem', 'Somebody’s log'),
    shows: both('Dieselben Zeilen, mit Weg zurück', 'The same lines, with a way back'),
    own: theirs,
    steps: [...open('Lena Berger', 'Protokoll|Log'), { shown: 'input[type=date]' }],
  },
  {
    id: 'admin-opened-blocked',
    title: both('Ein Kalender, der stillsteht', 'A calendar that stands still'),
    shows: both('Nur die Person selbst kann es ändern; erinnern', 'Only its owner can change it; remind'),
    own: {
      [CALLS.connection]: ok({
        ...{ ...account.theirs, resourceName: 'Paul Krüger', state: 'needs-sign-in' },
        ownerEmail: 'paul.krueger@optik-lindner.example',
      }),
    },
    steps: [...open('Paul Krüger', 'Öffnen|Open'), { said: 'paul.krueger@optik-lindner.example' }],
  },
]);

const conflicts = seen('admin-conflicts', [
  {
    id: 'admin-conflicts',
    title: both('Konflikte aller', 'Everybody’s conflicts'),
    shows: both('Ohne fremde Titel', 'Without other people’s titles'),
    steps: CONFLICTS,
  },
  {
    id: 'admin-conflict',
    title: both('Ein Konflikt neben der Liste', 'A conflict beside the list'),
    shows: both('Ab 1000 Pixeln nebeneinander', 'Side by side from 1000 pixels on'),
    own: theirs,
    steps: [...CONFLICTS, { testId: 'conflict-card' }, { shown: '[data-testid=resolve-primary]' }],
  },
  {
    id: 'admin-conflicts-empty',
    title: both('Keine Konflikte', 'No conflicts'),
    shows: both('Nichts zu entscheiden', 'Nothing to decide'),
    own: { [CALLS.companyConflicts]: items([]) },
    steps: CONFLICTS,
  },
  {
    id: 'admin-conflicts-error',
    title: both('Konflikte nicht lesbar', 'Conflicts cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.companyConflicts]: refuse('unavailable', 503) },
    steps: CONFLICTS,
  },
]);

const health = seen('admin-health', [
  {
    id: 'admin-health',
    title: both('Zustand', 'Health'),
    shows: both('Verzug, Diagramm, jede Verbindung', 'Lag, chart, every connection'),
    steps: HEALTH,
  },
  {
    id: 'admin-health-table',
    title: both('Verlauf als Tabelle', 'History as a table'),
    shows: both('Dieselben Zahlen wie im Diagramm', 'The same figures as in the chart'),
    steps: [...HEALTH, { button: '^(Als Tabelle|As a table)$' }, { shown: 'table' }],
  },
  {
    id: 'admin-health-empty',
    title: both('Noch keine Änderungen', 'No changes yet'),
    shows: both('Leerer Verlauf', 'An empty history'),
    own: { [CALLS.health]: ok(admin.noHealth) },
    steps: HEALTH,
  },
  {
    id: 'admin-health-error',
    title: both('Zustand nicht lesbar', 'Health cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.health]: refuse('unavailable', 503) },
    steps: HEALTH,
  },
  {
    id: 'admin-audit',
    title: both('Nachweise', 'Audit'),
    shows: both('Was Administratoren taten', 'What admins did'),
    steps: [{ tab: 'Nachweise|Audit' }],
  },
  {
    id: 'admin-audit-empty',
    title: both('Noch keine Nachweise', 'Nothing audited yet'),
    shows: both('Leere Liste', 'An empty list'),
    own: { [CALLS.audit]: items([]) },
    steps: [{ tab: 'Nachweise|Audit' }],
  },
]);

const settings = seen('admin-settings', [
  {
    id: 'admin-settings',
    title: both('Einstellungen für alle', 'Settings for all'),
    shows: both('Werte und Sperren', 'Values and locks'),
    steps: SETTINGS,
  },
  {
    id: 'admin-settings-example',
    title: both('Beispiel in der anderen Sprache', 'The example in the other language'),
    shows: both('Wörter anonymer Kopien, je Sprache', 'Words of anonymous copies, by language'),
    steps: [...SETTINGS, { box: '^English$' }, { said: 'Blocked' }],
  },
  {
    id: 'admin-settings-error',
    title: both('Einstellungen nicht lesbar', 'Settings cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.companySettings]: refuse('unavailable', 503) },
    steps: SETTINGS,
  },
  {
    id: 'admin-settings-apply',
    title: both('Auf alle anwenden?', 'Apply to all?'),
    shows: both('Rückfrage mit Zahl', 'A question with the number'),
    steps: [...SETTINGS, { button: 'bestehende|existing' }],
  },
]);

export const adminStates: GalleryState[] = [
  ...connect,
  ...overview,
  ...opened,
  ...conflicts,
  ...health,
  ...settings,
];
