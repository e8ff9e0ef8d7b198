import * as account from '../fixtures/account.ts';
import { at, span, TOMORROW } from '../fixtures/clock.ts';
import { partialAgenda } from '../fixtures/items.ts';
import type { Both, GalleryState, PlainAnswer, Step } from '../model.ts';
import { both, CALLS, items, ok, refuse, statesOf } from './world.ts';

const meWith = (change: Partial<account.ConnectionFixture>): PlainAnswer =>
  ok(account.withConnection(change));
/** The page was opened with the one, and is still there with the other. */
const ofTwoVersions = { first: ok(account.config), later: ok({ ...account.config, version: 'newer' }) };
const inStep = { [CALLS.me]: meWith(account.IN_STEP) };

const SELECTED: Step[] = [{ said: 'Geöffnet in Outlook|Open in Outlook now' }];

const status = statesOf('status', [
  {
    id: 'status',
    title: both('Konflikte offen', 'Open conflicts'),
    shows: both('Zustand, Agenda, Anzeige der Konflikte', 'State, agenda, the count of conflicts'),
  },
  {
    id: 'status-in-step',
    title: both('Alles gleich', 'In step'),
    shows: both('Seit wann, und der letzte Weg', 'Since when, and the last change’s way'),
    own: inStep,
  },
  {
    id: 'status-syncing',
    title: both('Gleicht ab', 'Syncing'),
    shows: both('Ein Lauf ist unterwegs', 'A run is on its way'),
    own: { [CALLS.me]: meWith({ ...account.IN_STEP, state: 'syncing' }) },
  },
  {
    id: 'status-paused',
    title: both('Angehalten', 'Paused'),
    shows: both('Seit wann, und fortsetzen', 'Since when, and resume'),
    own: { [CALLS.me]: meWith({ ...account.IN_STEP, state: 'paused' }) },
  },
  {
    id: 'status-failing',
    title: both('Es klemmt', 'Failing'),
    shows: both('Was nicht geht, mit Kennung', 'What fails, with an id'),
    own: {
      [CALLS.me]: meWith({
        ...account.IN_STEP,
        state: 'failing',
        trouble: { kind: 'unavailable', requestId: '7F3C-21A9', at: at('09:50') },
      }),
    },
  },
  {
    id: 'status-held',
    title: both('Löschungen angehalten', 'Deletions held'),
    shows: both('Hinweis mit Weg zur Liste', 'A note with the way to the list'),
    own: { [CALLS.me]: meWith(account.HELD) },
  },
  {
    id: 'held',
    title: both('48 Löschungen warten', '48 deletions wait'),
    shows: both('Nach Tagen, nichts löschen oder ausführen', 'By day; delete nothing, or carry out'),
    own: { [CALLS.me]: meWith(account.HELD) },
    steps: [{ button: 'Ansehen und|Look and' }],
  },
  {
    id: 'status-deactivated',
    title: both('Abgleich deaktiviert', 'Deactivated'),
    shows: both('Rückgängig bis zu einem Tag', 'Undo until a day'),
    own: { [CALLS.me]: meWith({ ...account.IN_STEP, ...account.DEACTIVATED }) },
  },
  {
    id: 'status-agenda-loading',
    title: both('Agenda lädt', 'Agenda loads'),
    shows: both('Gerüst unter dem Zustand', 'A skeleton below the state'),
    own: { ...inStep, [CALLS.agenda]: 'never' },
  },
  {
    id: 'status-agenda-empty',
    title: both('Leere Agenda', 'Empty agenda'),
    shows: both('Keine Einträge', 'No entries'),
    own: { ...inStep, [CALLS.agenda]: items([]) },
  },
  {
    id: 'status-agenda-error',
    title: both('Agenda nicht lesbar', 'Agenda cannot be read'),
    shows: both('Der Rest der Seite bleibt', 'The rest of the page stays'),
    own: { ...inStep, [CALLS.agenda]: refuse('microsoft_throttled', 503, { retryAfter: 20 }) },
  },
  {
    id: 'status-partial',
    title: both('Titel zum Teil nicht lesbar', 'Some titles cannot be read'),
    shows: both('Zeilen mit Schloss und Wolke', 'Rows with lock and cloud'),
    own: { ...inStep, [CALLS.agenda]: items(partialAgenda) },
  },
  {
    id: 'status-offline',
    title: both('Verbindung verloren', 'Connection lost'),
    shows: both('Hinweis oben, Inhalt bleibt mit seiner Zeit', 'A bar on top, content stays with its time'),
    own: { ...inStep, [CALLS.stream]: 'drop' },
    steps: [{ shown: '.fui-MessageBar' }],
  },
  {
    id: 'status-new-version',
    title: both('Eine neue Version', 'A new version'),
    shows: both('Hinweis oben; neu geladen wird auf Wunsch', 'A bar on top; it reloads when asked to'),
    own: { ...inStep, [CALLS.config]: ofTwoVersions },
    // What the page has asked for stands there: by then it also listens for who comes back.
    steps: [{ shown: 'main li' }, { comes: 'back' }, { shown: '.fui-MessageBar' }],
  },
  {
    id: 'why-not',
    title: both('Warum nicht?', 'Why not?'),
    shows: both('Satz, Regel und Änderung für mich', 'Sentence, rule, and the change for me'),
    steps: [{ button: '^(Warum nicht|Why not)' }],
  },
]);

/** In Outlook the pane stands beside something, and says of an appointment what stands for it in TIMIFY. */
const inOutlook = statesOf('status', [
  {
    id: 'outlook-status',
    title: both('In Outlook: neben einer Mail', 'In Outlook: beside a mail'),
    shows: both('Ohne Zeile über einen Termin', 'Without a line about an appointment'),
    own: inStep,
    beside: { mode: 'message', subject: 'Zahlen der Woche' },
  },
  {
    id: 'outlook-selected',
    title: both('In Outlook: neben einem Termin', 'In Outlook: beside an appointment'),
    shows: both('Der Termin und seine Kopie, oben', 'The appointment and its copy, on top'),
    own: inStep,
    beside: { mode: 'attendee', id: 'o6', subject: 'Team-Besprechung', ...span('09:00', '10:00', TOMORROW) },
    steps: SELECTED,
  },
  {
    id: 'outlook-selected-own',
    title: both('In Outlook: im eigenen Termin', 'In Outlook: in one’s own appointment'),
    shows: both('Beim Bearbeiten; warum er nicht übertragen ist', 'While editing; why it is not transferred'),
    own: inStep,
    beside: { mode: 'organizer', id: 'o2', subject: 'Mittag mit Jonas', ...span('12:30', '13:30') },
    steps: SELECTED,
  },
  {
    id: 'outlook-selected-unknown',
    title: both('In Outlook: Termin nicht gefunden', 'In Outlook: appointment not found'),
    shows: both('In keinem der gewählten Kalender', 'In none of the chosen calendars'),
    own: inStep,
    beside: { mode: 'organizer', id: 'new', subject: 'Neuer Termin', ...span('20:00', '21:00') },
    steps: SELECTED,
  },
]);

/** Pages of their own for what stands still, by the state of the connection. */
const STATES: [state: string, title: Both, shows: Both][] = [
  [
    'needs-sign-in',
    both('Anmeldung abgelaufen', 'Sign-in expired'),
    both('Erneut anmelden; nichts ist verloren', 'Sign in again; nothing is lost'),
  ],
  [
    'permission-missing',
    both('Berechtigung fehlt', 'Permission missing'),
    both('Welche, und wer sie gibt', 'Which one, and who gives it'),
  ],
  [
    'mailbox-unsupported',
    both('Postfach nicht unterstützt', 'Mailbox not supported'),
    both('Zwei Wege für die IT', 'Two ways for IT'),
  ],
  [
    'calendar-gone',
    both('Kalender verschwunden', 'Calendar gone'),
    both('Anderen Kalender wählen', 'Choose another calendar'),
  ],
  [
    'resource-gone',
    both('Ressource verschwunden', 'Resource gone'),
    both('In TIMIFY gelöscht', 'Deleted in TIMIFY'),
  ],
  [
    'timify-refused',
    both('TIMIFY lehnt ab', 'TIMIFY refuses'),
    both('Die Zugangsdaten der Firma gelten nicht mehr', 'The company’s credentials are no longer valid'),
  ],
];

const ofStates = statesOf(
  'blocked',
  STATES.map(([state, title, shows]) => ({
    id: `blocked-${state}`,
    title,
    shows,
    own: {
      [CALLS.me]: meWith({
        ...account.IN_STEP,
        state,
        trouble: { kind: state, requestId: '7F3C-21A9', at: at('09:00') },
      }),
    },
  })),
);

/** What the first call comes to. */
const REFUSALS: [id: string, answer: PlainAnswer, title: Both][] = [
  ['unauthorised', refuse('unauthorised', 401), both('Token gilt nicht', 'Token not valid')],
  ['sign-in-required', refuse('sign_in_required', 401), both('Anmeldung nötig', 'Sign-in needed')],
  [
    'consent-required',
    refuse('consent_required', 403, { scopes: ['User.Read'] }),
    both('Zustimmung nötig', 'Consent needed'),
  ],
  ['forbidden', refuse('forbidden', 403), both('Kein Zutritt', 'No access')],
  [
    'throttled',
    refuse('microsoft_throttled', 503, { retryAfter: 30 }),
    both('Microsoft bremst', 'Microsoft throttles'),
  ],
  ['unavailable', refuse('unavailable', 503), both('Dienst antwortet nicht', 'Service does not answer')],
  [
    'rate-limited',
    refuse('rate_limited', 429, { retryAfter: 20 }),
    both('Zu viele Anfragen', 'Too many calls'),
  ],
  ['unexpected', refuse('unexpected', 500), both('Unerwarteter Fehler', 'Unexpected error')],
  ['outdated', { body: { user: null } }, both('Seite ist veraltet', 'Page is outdated')],
  ['offline', 'drop', both('Server nicht erreichbar', 'Server cannot be reached')],
];

const ofRefusals = statesOf(
  'blocked',
  REFUSALS.map(([id, answer, title]) => ({
    id: `blocked-${id}`,
    title,
    shows: both('Was ist, ob Daten sicher sind, was zu tun ist', 'What is, whether data is safe, what to do'),
    own: { [CALLS.me]: answer },
  })),
);

const ofHost = statesOf('blocked', [
  {
    id: 'blocked-host-offline',
    title: both('Kein Netz für die Anmeldung', 'No network for the sign-in'),
    shows: both('Der Host hat keine Verbindung', 'The host has no connection'),
    signIn: 'offline',
  },
  {
    id: 'blocked-not-started',
    title: both('Die Seite kommt nicht', 'The page does not come'),
    shows: both('Nur das Nötigste, ohne Programm', 'The bare necessities, without a program'),
    own: { [CALLS.config]: 'drop' },
    beforeHost: true,
  },
  {
    id: 'blocked-page-broke',
    title: both('Eine Seite ist gestört', 'One page is broken'),
    shows: both('Die Reiter bleiben und führen zum Rest', 'The tabs stay and lead to the rest'),
    withoutDates: true,
  },
  {
    id: 'blocked-pane-broke',
    title: both('Alles ist gestört', 'Everything is broken'),
    shows: both('Was ist, ob Daten sicher sind, neu laden', 'What is, whether data is safe, reload'),
    own: { [CALLS.me]: ok(account.INVITED) },
    withoutDates: true,
    steps: [{ testId: 'connect-start' }, { testId: 'preview' }, { shown: '[role=alert] h1' }],
  },
]);

export const statusStates: GalleryState[] = [...status, ...inOutlook, ...ofStates, ...ofRefusals, ...ofHost];
