import * as account from '../fixtures/account.ts';
import { at } from '../fixtures/clock.ts';
import { CONFLICT_KINDS, conflicts, justSolved, someConflicts } from '../fixtures/conflicts.ts';
import { log } from '../fixtures/items.ts';
import { deactivation, proof, reapplied } from '../fixtures/previews.ts';
import type { FixtureAnswers, GalleryState, Say, Step } from '../model.ts';
import { both, CALLS, items, ok, refuse, statesOf } from './world.ts';

const LOG: Step[] = [{ tab: 'Protokoll|Log' }];
const SETTINGS: Step[] = [{ tab: 'Einstellungen|Settings' }];
const MORE: Step[] = [...SETTINGS, { button: 'Alle weiteren|All further' }];
const SELF_TEST: Step[] = [
  ...SETTINGS,
  { button: '^(Selbsttest|Self-test)' },
  { button: 'Selbsttest starten|Start the self-test' },
];
const selfTest = (name: keyof typeof account.SELF_TESTS): FixtureAnswers => ({
  [CALLS.act]: account.acted({ id: 'test-1' }),
  [CALLS.selfTest]: ok(account.SELF_TESTS[name]),
});
const DEACTIVATE: Step[] = [...SETTINGS, { testId: 'deactivate' }];

/** One that is decided and taken back. */
const SOLVED = 'outside-working-hours';
const UNDO = 'POST /api/connections/{id}/log/{entry}/undo';
const SOLVE: Step[] = [{ testId: 'resolve-primary' }, { shown: '[data-testid=resolve-result]' }];
const TAKE_BACK: Step[] = [{ button: '^(Rückgängig machen|Undo)$' }];
const solved = (say: Say): FixtureAnswers => ({
  [CALLS.conflicts]: {
    ...{ query: 'state', value: 'all' },
    then: items([justSolved(SOLVED, say)]),
    otherwise: items(someConflicts(say)),
  },
});

const list = statesOf('conflicts', [
  {
    id: 'conflicts',
    title: both('Offene Konflikte', 'Open conflicts'),
    shows: both('Karten und gelöste darunter', 'Cards, and solved ones below'),
    deepLink: 'conflicts',
  },
  {
    id: 'conflicts-empty',
    title: both('Keine Konflikte', 'No conflicts'),
    shows: both('Nichts zu entscheiden', 'Nothing to decide'),
    own: { [CALLS.me]: ok(account.withConnection(account.IN_STEP)), [CALLS.conflicts]: items([]) },
    deepLink: 'conflicts',
  },
  {
    id: 'conflicts-loading',
    title: both('Konflikte laden', 'Conflicts load'),
    shows: both('Gerüst der Karten', 'Skeleton cards'),
    own: { [CALLS.conflicts]: 'never' },
    deepLink: 'conflicts',
    until: 'skeleton',
  },
  {
    id: 'conflicts-error',
    title: both('Konflikte nicht lesbar', 'Conflicts cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.conflicts]: refuse('unavailable', 503) },
    deepLink: 'conflicts',
  },
]);

const KIND_TITLES: Record<string, [de: string, en: string]> = {
  overlap: ['Doppelt belegt', 'Double booked'],
  'outside-working-hours': ['Außerhalb der Arbeitszeit', 'Outside working hours'],
  'both-changed': ['Beide Seiten geändert', 'Both sides changed'],
  'move-refused': ['Neue Zeit abgelehnt', 'New time refused'],
  'confirm-move': ['Buchung verschieben?', 'Move the booking?'],
  'confirm-cancel': ['Buchung absagen?', 'Cancel the booking?'],
  'mirror-deleted': ['Kopie gelöscht', 'Copy deleted'],
  'would-notify-guests': ['Gäste würden angeschrieben', 'Guests would get mail'],
  'not-writable': ['Nicht beschreibbar', 'Not writable'],
  'not-representable': ['Nicht darstellbar', 'Cannot be shown'],
  'fought-over': ['Umkämpfte Kopie', 'Fought over'],
};

const ALL_KINDS = { ...account.connection.counts, conflicts: CONFLICT_KINDS.length };

const single = statesOf('conflict', [
  ...CONFLICT_KINDS.map((kind) => {
    const [de, en] = KIND_TITLES[kind] ?? [kind, kind];
    return {
      id: `conflict-${kind}`,
      title: both(de, en),
      shows: both('Beide Einträge, Wege hinaus', 'Both items, ways out'),
      own: (say: Say) => ({
        [CALLS.me]: ok(account.withConnection({ counts: ALL_KINDS })),
        [CALLS.conflicts]: items(conflicts(say)),
      }),
      deepLink: `conflict-${kind}`,
    };
  }),
  {
    id: 'conflict-closed',
    title: both('Konflikt gibt es nicht mehr', 'Conflict no longer there'),
    shows: both('Der Grund ist weg', 'Its cause is gone'),
    deepLink: 'conflict-gone',
  },
  {
    id: 'conflict-result',
    title: both('Ergebnis', 'Result'),
    shows: both('Was getan wurde, und rückgängig', 'What was done, and undo'),
    own: solved,
    deepLink: `conflict-${SOLVED}`,
    steps: SOLVE,
  },
  {
    id: 'conflict-undone',
    title: both('Rückgängig gemacht', 'Undone'),
    shows: both('Der Konflikt ist wieder offen', 'The conflict is open again'),
    own: (say) => ({ ...solved(say), [UNDO]: account.acted({ writes: 1, mails: 0, opened: [SOLVED] }) }),
    deepLink: `conflict-${SOLVED}`,
    steps: [...SOLVE, ...TAKE_BACK, { said: 'wieder offen|open again' }],
  },
  {
    id: 'conflict-undone-closed',
    title: both('Rückgängig gemacht, nichts offen', 'Undone, nothing open'),
    shows: both('Beide Seiten sind wie zuvor', 'Both sides are as before'),
    own: (say) => ({ ...solved(say), [UNDO]: account.acted({ writes: 1, mails: 0, opened: [] }) }),
    deepLink: `conflict-${SOLVED}`,
    steps: [...SOLVE, ...TAKE_BACK, { said: 'Rückgängig gemacht|Undone' }],
  },
  {
    id: 'conflict-undo-refused',
    title: both('Rückgängig machen ging nicht', 'Undoing did not work'),
    shows: both('Warum, unter dem Knopf', 'Why, below the button'),
    own: (say) => ({ ...solved(say), [UNDO]: refuse('undo_impossible', 409) }),
    deepLink: `conflict-${SOLVED}`,
    steps: [...SOLVE, ...TAKE_BACK, { said: 'nicht mehr|no longer' }],
  },
]);

const logs = statesOf('log', [
  {
    id: 'log',
    title: both('Protokoll', 'Log'),
    shows: both('Zeilen mit Grund, Suche, Filter', 'Lines with reasons, search, filter'),
    steps: LOG,
  },
  {
    id: 'log-day',
    title: both('Bis zu einem Tag', 'Up to a day'),
    shows: both('Das Neueste jenes Tages steht oben', 'That day’s newest stands on top'),
    own: (say) => {
      const end = at('00:00');
      const then = items(log(say, end));
      return { [CALLS.log]: { query: 'until', value: end, then, otherwise: items(log(say)) } };
    },
    steps: [
      ...LOG,
      { field: '^(Bis zu diesem Tag|Up to this day)', text: '2026-11-23' },
      { said: 'Brillenberatung' },
    ],
  },
  {
    id: 'log-empty',
    title: both('Leeres Protokoll', 'Empty log'),
    shows: both('Noch nichts geschehen', 'Nothing happened yet'),
    own: { [CALLS.log]: items([]) },
    steps: LOG,
  },
  {
    id: 'log-loading',
    title: both('Protokoll lädt', 'Log loads'),
    shows: both('Gerüst der Zeilen', 'Skeleton lines'),
    own: { [CALLS.log]: 'never' },
    steps: LOG,
    until: 'skeleton',
  },
  {
    id: 'log-error',
    title: both('Protokoll nicht lesbar', 'Log cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.log]: refuse('unavailable', 503) },
    steps: LOG,
  },
]);

const settings = statesOf('settings', [
  {
    id: 'settings',
    title: both('Einstellungen', 'Settings'),
    shows: both('Werte, Herkunft, Sperren', 'Values, sources, locks'),
    steps: SETTINGS,
  },
  {
    id: 'settings-example',
    title: both('Eigene Werte und ihr Beispiel', 'Own values and their example'),
    shows: both('Nichts anonym, eigener Titel', 'Nothing anonymous, a title of one’s own'),
    own: { [CALLS.me]: ok(account.withConnection({ settings: account.changedSettings })) },
    steps: [...SETTINGS, { said: 'Kunde: ' }],
  },
  {
    id: 'settings-all',
    title: both('Alle Regeln', 'All rules'),
    shows: both('Aufgeklappt', 'Unfolded'),
    steps: MORE,
  },
  {
    id: 'settings-calendars',
    title: both('Kalender ändern', 'Change calendars'),
    shows: both('Auswahl und Ziel', 'Choice and target'),
    steps: [...MORE, { button: '^(Kalender|Calendars)' }],
  },
  {
    id: 'settings-appearance',
    title: both('Darstellung', 'Appearance'),
    shows: both('Automatisch, hell, dunkel', 'Automatic, light, dark'),
    steps: [...MORE, { button: '^(Darstellung|Appearance)' }],
  },
  {
    id: 'settings-self-test',
    title: both('Selbsttest', 'Self-test'),
    shows: both('Sieben Schritte mit Dauer', 'Seven steps with their time'),
    own: selfTest('done'),
    steps: [...SELF_TEST, { said: 'Bestanden|Passed' }],
  },
  {
    id: 'settings-self-test-running',
    title: both('Selbsttest, der läuft', 'A self-test under way'),
    shows: both('Wartet auf die Meldung', 'Waits for the notification'),
    own: selfTest('running'),
    steps: [...SELF_TEST, { said: 'Läuft|Under way' }],
  },
  {
    id: 'settings-self-test-unheard',
    title: both('Selbsttest ohne Meldung', 'A self-test that was not notified'),
    shows: both('Ein Schritt fehlgeschlagen, mit Ausweg', 'One step failed, with a way out'),
    own: selfTest('unheard'),
    steps: [...SELF_TEST, { said: 'Nicht bestanden|Not passed' }],
  },
  {
    id: 'settings-self-test-polled',
    title: both('Selbsttest eines fremden Kalenders', 'A self-test of someone else’s calendar'),
    shows: both('Ein Schritt übersprungen, mit Grund', 'One step skipped, with its reason'),
    own: selfTest('polled'),
    steps: [...SELF_TEST, { said: 'Bestanden, ohne|Passed, without' }],
  },
  {
    id: 'settings-my-data',
    title: both('Meine Daten', 'My data'),
    shows: both('Exportieren und löschen', 'Export and erase'),
    steps: [...SETTINGS, { button: '^(Meine Daten|My data)' }],
  },
  {
    id: 'settings-apply',
    title: both('Auf Bestehendes anwenden', 'Apply to what is synced'),
    shows: both('Vorschau mit Zahlen', 'A preview with counts'),
    own: { [CALLS.preview]: ok(reapplied) },
    steps: [...SETTINGS, { button: 'bestehende|existing' }],
  },
]);

const deactivate = statesOf('deactivate', [
  {
    id: 'deactivate',
    title: both('Abgleich deaktivieren', 'Deactivate'),
    shows: both('Was mit den Kopien geschieht', 'What happens with the copies'),
    own: { [CALLS.preview]: ok(deactivation) },
    steps: DEACTIVATE,
  },
  {
    id: 'deactivate-proof',
    title: both('Nachweis', 'Proof'),
    shows: both('Vorher, nachher, keine Mails', 'Before, after, no mails'),
    own: { [CALLS.preview]: ok(deactivation), [CALLS.act]: proof(0) },
    steps: [...DEACTIVATE, { testId: 'deactivate-confirm' }],
  },
  {
    id: 'deactivate-proof-partial',
    title: both('Nachweis mit Rest', 'Proof with a rest'),
    shows: both('Drei Kopien blieben', 'Three copies stayed'),
    own: { [CALLS.preview]: ok(deactivation), [CALLS.act]: proof(3) },
    steps: [...DEACTIVATE, { testId: 'deactivate-confirm' }],
  },
]);

export const ownerStates: GalleryState[] = [...list, ...single, ...logs, ...settings, ...deactivate];
