import * as account from '../fixtures/account.ts';
import { at } from '../fixtures/clock.ts';
import { conflicts } from '../fixtures/conflicts.ts';
import type { FixtureAnswers, GalleryState, Say, Step } from '../model.ts';
import { both, CALLS, items, ok, refuse, statesOf } from './world.ts';

/** Menus, dialogs, short messages and parts of the status and of a conflict, each in the states that it has. */

const HELD: FixtureAnswers = { [CALLS.me]: ok(account.withConnection(account.HELD)) };
const PAUSED: FixtureAnswers = {
  [CALLS.me]: ok(account.withConnection({ ...account.IN_STEP, state: 'paused' })),
};
const LOOK: Step[] = [{ button: 'Ansehen und|Look and' }];
const WHY: Step[] = [{ button: '^(Warum nicht|Why not)' }];
const RESOLVE = 'POST /api/connections/{id}/conflicts/{conflictId}/resolve';

const status = statesOf('status', [
  {
    id: 'status-menu',
    title: both('Menü des Abgleichs', 'Menu of the sync'),
    shows: both('Jetzt abgleichen, anhalten, Selbsttest', 'Sync now, pause, self-test'),
    steps: [{ button: '^(Weitere Aktionen|More actions)$' }, { shown: '[role=menu]' }],
  },
  {
    id: 'status-applying',
    title: both('Einstellungen werden angewendet', 'Settings are being applied'),
    shows: both('Wie weit es ist, auch nach dem Schließen', 'How far it is, also after closing'),
    own: { [CALLS.me]: ok(account.withConnection({ ...account.IN_STEP, ...account.APPLYING })) },
    steps: [{ shown: '[data-testid=import-progress]' }],
  },
  {
    id: 'status-menu-paused',
    title: both('Menü, während es ruht', 'Menu while it is paused'),
    shows: both('Fortsetzen anstelle von anhalten', 'Resume in place of pause'),
    own: PAUSED,
    steps: [{ button: '^(Weitere Aktionen|More actions)$' }, { shown: '[role=menu]' }],
  },
  {
    id: 'status-paused-held',
    title: both('Angehalten, und Löschungen warten', 'Paused, with deletions waiting'),
    shows: both('Hinweis; erst fortsetzen', 'A note; resume first'),
    own: { [CALLS.me]: ok(account.withConnection({ ...account.HELD, state: 'paused' })) },
  },
  {
    id: 'status-deactivated-for-good',
    title: both('Deaktiviert, nicht mehr rückgängig', 'Deactivated, beyond undo'),
    shows: both('Die Frist ist vorbei', 'Its time has passed'),
    own: {
      [CALLS.me]: ok(
        account.withConnection({
          ...account.IN_STEP,
          state: 'deactivated',
          stateSince: at('09:30', '2026-10-20'),
          deactivated: { at: at('09:30', '2026-10-20'), copies: 'keep', undoUntil: null },
        }),
      ),
    },
  },
  {
    id: 'status-toast',
    title: both('Kurze Meldung', 'A short message'),
    shows: both('Am Fuß der Seite, nach jetzt abgleichen', 'At the foot of the page, after sync now'),
    steps: [
      { button: '^(Weitere Aktionen|More actions)$' },
      { menuItem: 'Jetzt abgleichen|Sync now' },
      { shown: '.fui-Toast' },
    ],
  },
  {
    id: 'held-question',
    title: both('Löschungen ausführen?', 'Carry out the deletions?'),
    shows: both('Rückfrage mit Zahl', 'A question with the number'),
    own: HELD,
    steps: [
      ...LOOK,
      { button: '^(48 Löschungen ausführen|Carry out 48 deletions)' },
      { shown: '[role=dialog]' },
    ],
  },
  {
    id: 'held-loading',
    title: both('Liste der Löschungen lädt', 'List of deletions loads'),
    shows: both('Gerüst in der Liste, Knöpfe gehen', 'A skeleton in the list, buttons work'),
    own: { ...HELD, [CALLS.held]: 'never' },
    steps: LOOK,
  },
  {
    id: 'held-error',
    title: both('Liste der Löschungen nicht lesbar', 'List of deletions cannot be read'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { ...HELD, [CALLS.held]: refuse('unavailable', 503) },
    steps: [...LOOK, { said: 'nicht geklappt|did not work' }],
  },
  {
    id: 'why-loading',
    title: both('Warum? Die Antwort lädt', 'Why? The answer loads'),
    shows: both('Gerüst', 'A skeleton'),
    own: { [CALLS.explain]: 'never' },
    steps: WHY,
  },
  {
    id: 'why-error',
    title: both('Warum? Keine Antwort', 'Why? No answer'),
    shows: both('Erneut versuchen', 'Try again'),
    own: { [CALLS.explain]: refuse('unavailable', 503) },
    steps: [...WHY, { said: 'nicht geklappt|did not work' }],
  },
  {
    id: 'why-transferred',
    title: both('Für mich übertragen', 'Transferred for me'),
    shows: both('Ab jetzt; auf Bestehendes anwenden', 'From now on; apply to what is there'),
    steps: [
      ...WHY,
      { button: '^(Für mich übertragen|Transfer for me)$' },
      { said: 'Auf Bestehendes anwenden|Apply to what is already synced' },
    ],
  },
]);

const single = statesOf('conflict', [
  {
    id: 'conflict-question',
    title: both('Buchung wirklich absagen?', 'Really cancel the booking?'),
    shows: both('Rückfrage vor dem, was bleibt', 'A question before what cannot be undone'),
    own: (say: Say) => ({ [CALLS.conflicts]: items(conflicts(say)) }),
    deepLink: 'conflict-confirm-cancel',
    steps: [{ testId: 'resolve-primary' }, { shown: '[role=dialog]' }],
  },
  {
    id: 'conflict-ignore-menu',
    title: both('Diesen oder die Serie ignorieren', 'Ignore this one or the series'),
    shows: both('Menü am Weg „Ignorieren“', 'A menu at the way "Ignore"'),
    own: (say: Say) => ({
      [CALLS.conflicts]: items(
        conflicts(say).map((one) => ({
          ...one,
          actions: [...(one['actions'] as string[]), 'ignore-series'],
        })),
      ),
    }),
    deepLink: 'conflict-overlap',
    steps: [{ button: '^(Ignorieren|Ignore)' }, { shown: '[role=menu]' }],
  },
  {
    id: 'conflict-refused',
    title: both('Weg nicht möglich', 'The way was refused'),
    shows: both('Was nicht ging, unter dem Knopf', 'What did not work, below the button'),
    own: { [RESOLVE]: refuse('forbidden', 403) },
    deepLink: 'conflict-outside-working-hours',
    steps: [{ testId: 'resolve-primary' }, { said: 'nichts geändert|Nothing has been changed' }],
  },
  {
    id: 'conflict-pending',
    title: both('Entscheidung wartet', 'The decision waits'),
    shows: both('Sie wird gleich ausgeführt', 'It will be done in a moment'),
    own: {
      [RESOLVE]: {
        body: { ok: false, pending: true, error: null, facts: {}, connection: null },
        status: 202,
      },
    },
    deepLink: 'conflict-outside-working-hours',
    steps: [{ testId: 'resolve-primary' }, { shown: '[data-testid=resolve-result]' }],
  },
]);

export const statusPartStates: GalleryState[] = [...status, ...single];
