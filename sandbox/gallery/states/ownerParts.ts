import * as account from '../fixtures/account.ts';
import { log } from '../fixtures/items.ts';
import { deactivation, removing } from '../fixtures/previews.ts';
import type { FixtureAnswers, GalleryState, Say, Step } from '../model.ts';
import { both, CALLS, ok, refuse, statesOf } from './world.ts';

/** Menus, dialogs, short messages and parts of the log and the settings, each in the states that it has. */

const PAUSED: FixtureAnswers = {
  [CALLS.me]: ok(account.withConnection({ ...account.IN_STEP, state: 'paused' })),
};
const LOG: Step[] = [{ tab: 'Protokoll|Log' }];
const SETTINGS: Step[] = [{ tab: 'Einstellungen|Settings' }];
const CALENDARS: Step[] = [
  ...SETTINGS,
  { button: 'Alle weiteren|All further' },
  { button: '^(Kalender|Calendars)' },
  { button: '^(Kalender speichern|Save the calendars)$' },
];
const APPLY: Step[] = [...SETTINGS, { button: 'bestehende|existing' }];
const DATA: Step[] = [
  ...SETTINGS,
  { button: '^(Meine Daten|My data)' },
  { button: '^(Alle Daten löschen …|Erase all data …)$' },
];
const ONE_WAY: Step[] = [
  ...SETTINGS,
  { button: '^(In beide Richtungen|Both ways)$' },
  { option: '^(Nur Outlook → TIMIFY|Only Outlook → TIMIFY)$' },
];
const ANONYMOUS: Step[] = [
  ...SETTINGS,
  { box: '^(Outlook-Termine in TIMIFY anonym|Outlook events in TIMIFY anonymous)' },
];

const LEFT = { create: 0, update: 0, delete: 86, skip: 0, conflict: 0 };
const COPIES = refuse('copies_required', 409, { counts: LEFT });
const CONSENT = refuse('consent_required', 403, { scopes: ['Calendars.ReadWrite'] });
const CHANGE = 'PATCH /api/connections/{id}/settings';
const CHANGE_CALENDARS = 'PATCH /api/connections/{id}';
const ERASE = 'DELETE /api/connections/{id}/data';

/** More than one page, of which one is here. */
const firstOfMany = (say: Say): FixtureAnswers => ({
  [CALLS.log]: { body: { items: log(say), next: 'l5' } },
});

const logs = statesOf('log', [
  {
    id: 'log-half-searched',
    title: both('Nur zum Teil durchsucht', 'Searched in part'),
    shows: both('Wie viel, und der Knopf für den Rest', 'How much, and the button for the rest'),
    own: firstOfMany,
    steps: [
      ...LOG,
      { field: '^(Im Protokoll suchen|Search the log)', text: 'Zahnarzt' },
      { said: 'durchsucht|looked through' },
    ],
  },
  {
    id: 'log-half-searched-nothing',
    title: both('Zum Teil durchsucht, nichts gefunden', 'Searched in part, nothing found'),
    shows: both('Der Rest kann es noch enthalten', 'The rest may still have it'),
    own: firstOfMany,
    steps: [
      ...LOG,
      { field: '^(Im Protokoll suchen|Search the log)', text: 'Segeln' },
      { said: 'durchsucht|looked through' },
    ],
  },
  {
    id: 'log-nothing-found',
    title: both('Nichts gefunden', 'Nothing found'),
    shows: both('Suche und Filter zurücksetzen', 'Reset search and filter'),
    steps: [...LOG, { field: '^(Im Protokoll suchen|Search the log)', text: 'Segeln' }],
  },
  {
    id: 'log-export',
    title: both('Als Datei speichern', 'Save as a file'),
    shows: both('CSV oder JSON', 'CSV or JSON'),
    steps: [...LOG, { button: '^(Als Datei speichern|Save as a file)$' }, { shown: '[role=menu]' }],
  },
]);

const settings = statesOf('settings', [
  {
    id: 'settings-saved',
    title: both('Gespeichert', 'Saved'),
    shows: both('Kurze Meldung mit Rückgängig', 'A short message with undo'),
    steps: [...ANONYMOUS, { shown: '.fui-Toast' }],
  },
  {
    id: 'settings-not-saved',
    title: both('Nicht gespeichert', 'Not saved'),
    shows: both('Der bisherige Wert bleibt', 'The former value stays'),
    own: { [CHANGE]: refuse('unexpected', 500) },
    steps: [...ANONYMOUS, { said: 'ließ sich nicht speichern|could not be saved' }],
  },
  {
    id: 'settings-copies',
    title: both('Was wird aus den Kopien?', 'What becomes of the copies?'),
    shows: both('Rückfrage, wo eine Richtung wegfällt', 'A question where a direction goes'),
    own: { [CHANGE]: COPIES },
    steps: [...ONE_WAY, { shown: '[role=dialog]' }],
  },
  {
    id: 'settings-consent',
    title: both('Dafür fragt Microsoft', 'Microsoft asks for this'),
    shows: both('Hinweis mit Weg zu Microsoft', 'A note with the way to Microsoft'),
    own: { [CHANGE]: CONSENT },
    steps: [...ANONYMOUS, { shown: '.fui-MessageBar' }],
  },
  {
    id: 'settings-calendars-copies',
    title: both('Kalender abgewählt', 'A calendar given up'),
    shows: both('Was aus seinen Kopien wird', 'What becomes of its copies'),
    own: { [CHANGE_CALENDARS]: COPIES },
    steps: [...CALENDARS, { shown: '[role=dialog]' }],
  },
  {
    id: 'settings-calendars-consent',
    title: both('Für diesen Kalender fragt Microsoft', 'Microsoft asks for this calendar'),
    shows: both('Die Auswahl bleibt', 'The choice is kept'),
    own: { [CHANGE_CALENDARS]: CONSENT },
    steps: [...CALENDARS, { shown: '.fui-MessageBar' }],
  },
  {
    id: 'settings-apply-deletes',
    title: both('Anwenden löscht auch', 'Applying deletes, too'),
    shows: both('Kopien und Originale auseinandergehalten', 'Copies and originals told apart'),
    own: { [CALLS.preview]: ok(removing) },
    steps: [...APPLY, { said: 'Umbau' }],
  },
  {
    id: 'settings-apply-loading',
    title: both('Vorschau wird berechnet', 'The preview is computed'),
    shows: both('Der Knopf wartet', 'The button waits'),
    own: { [CALLS.preview]: 'never' },
    steps: APPLY,
  },
  {
    id: 'settings-apply-slow',
    title: both('Vorschau dauert', 'The preview takes long'),
    shows: both('Was gelesen wird, und seit wann', 'What is being read, and since when'),
    own: { [CALLS.preview]: 'never' },
    steps: [...APPLY, { said: 'gelesen und verglichen|read and compared' }],
  },
  {
    id: 'settings-applying',
    title: both('Anwenden dauert', 'Applying takes long'),
    shows: both('Was geschieht; man kann gehen', 'What is being done; one can leave'),
    own: { [CALLS.act]: 'never' },
    steps: [
      ...APPLY,
      { button: '^(Auf 300 anwenden|Apply to 300)$' },
      { said: 'neu entschieden|decided anew' },
    ],
  },
  {
    id: 'settings-apply-under-way',
    title: both('Anwenden: wie weit es ist', 'Applying: how far it is'),
    shows: both('Balken, Tage, die fertig sind', 'A bar, the days that are done'),
    own: { [CALLS.me]: ok(account.withConnection({ ...account.IN_STEP, ...account.APPLYING })) },
    steps: [...APPLY, { shown: '[data-testid=import-progress]' }],
  },
  {
    id: 'settings-apply-error',
    title: both('Vorschau nicht möglich', 'No preview possible'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.preview]: refuse('timify_unavailable', 503) },
    steps: APPLY,
  },
  {
    id: 'settings-apply-paused',
    title: both('Anwenden, während es ruht', 'Applying while it is paused'),
    shows: both('Erst fortsetzen', 'Resume first'),
    own: { ...PAUSED, [CALLS.preview]: ok(removing) },
    steps: [...APPLY, { shown: '[data-testid=apply-resume]' }],
  },
  {
    id: 'settings-erase',
    title: both('Alle Daten löschen?', 'Erase all data?'),
    shows: both('Rückfrage; was mit den Kopien wird', 'A question; what becomes of the copies'),
    steps: [...DATA, { shown: '[role=dialog]' }],
  },
  {
    id: 'settings-erased',
    title: both('Alles gelöscht', 'All erased'),
    shows: both('Nachgezählt: 0', 'Counted afterwards: 0'),
    own: { [ERASE]: ok(account.ERASED) },
    steps: [...DATA, { button: '^(Alle Daten löschen|Erase all data)$' }, { shown: '[data-testid=proof]' }],
  },
]);

const deactivate = statesOf('deactivate', [
  {
    id: 'deactivate-loading',
    title: both('Was gelöscht würde, wird gezählt', 'What would be deleted is counted'),
    shows: both('Deaktivieren geht schon', 'Deactivating works already'),
    own: { [CALLS.preview]: 'never' },
    steps: [...SETTINGS, { testId: 'deactivate' }],
  },
  {
    id: 'deactivate-failed',
    title: both('Deaktivieren ging nicht', 'Deactivating did not work'),
    shows: both('Es kann erneut versucht werden', 'It can be tried again'),
    own: { [CALLS.preview]: ok(deactivation), [CALLS.act]: refuse('unavailable', 503) },
    steps: [
      ...SETTINGS,
      { testId: 'deactivate' },
      { testId: 'deactivate-confirm' },
      { said: 'nicht geklappt|did not work' },
    ],
  },
]);

export const ownerPartStates: GalleryState[] = [...logs, ...settings, ...deactivate];
