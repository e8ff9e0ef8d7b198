import * as account from '../fixtures/account.ts';
import { manyConflicts, nothingToDo } from '../fixtures/previews.ts';
import type { GalleryState, Step } from '../model.ts';
import { both, CALLS, items, ok, refuse, statesOf } from './world.ts';

const invited = { [CALLS.me]: ok(account.INVITED) };
const CHOOSE: Step[] = [{ testId: 'connect-start' }];
const PREVIEW: Step[] = [...CHOOSE, { testId: 'preview' }];

const firstRun = statesOf('first-run', [
  {
    id: 'first-run',
    title: both('Einladung, Zustimmung fehlt', 'Invited, consent missing'),
    shows: both('Was geschehen wird und was Microsoft fragt', 'What will happen and what Microsoft asks'),
    own: { [CALLS.me]: ok(account.WITHOUT_CONSENT) },
  },
  {
    id: 'first-run-consented',
    title: both('Einladung, für alle zugestimmt', 'Invited, consented for all'),
    shows: both('Ohne den Kasten über Microsoft', 'Without the box about Microsoft'),
    own: invited,
  },
  {
    id: 'first-run-loading',
    title: both('Lädt', 'Loading'),
    shows: both('Gerüst der Seite', 'The page’s skeleton'),
    own: { [CALLS.me]: 'never' },
    until: 'skeleton',
  },
  {
    id: 'first-run-signed-out',
    title: both('Noch nicht angemeldet', 'Not signed in yet'),
    shows: both('Erster Schritt mit Anmeldung', 'The first step with sign-in'),
    signIn: 'refused',
  },
  {
    id: 'no-invitation',
    title: both('Keine Einladung', 'No invitation'),
    shows: both('Text für die Administration zum Kopieren', 'A text for the admin, to be copied'),
    own: { [CALLS.me]: ok(account.NOBODY) },
  },
  {
    id: 'invitation-by-link',
    title: both('Einladung aus der Mail', 'Invitation from the mail'),
    shows: both('Wer einlädt und wozu', 'Who invites, and to what'),
    own: { [CALLS.me]: ok(account.NOBODY) },
    byInvitation: true,
  },
  {
    id: 'invitation-of-another',
    title: both('Einladung für eine andere Adresse', 'Invitation for another address'),
    shows: both('Die Administration muss zustimmen', 'The admin has to approve'),
    own: { [CALLS.me]: ok(account.NOBODY), [CALLS.invitation]: ok(account.invitation('different')) },
    byInvitation: true,
  },
  {
    id: 'invitation-expired',
    title: both('Einladung abgelaufen', 'Invitation expired'),
    shows: both('Bitte um eine neue', 'Ask for a new one'),
    own: {
      [CALLS.me]: ok(account.NOBODY),
      [CALLS.invitation]: refuse('invitation_expired', 410, { used: false }),
    },
    byInvitation: true,
  },
  {
    id: 'invitation-used',
    title: both('Einladung schon benutzt', 'Invitation already used'),
    shows: both('Bitte um eine neue', 'Ask for a new one'),
    own: {
      [CALLS.me]: ok(account.NOBODY),
      [CALLS.invitation]: refuse('invitation_expired', 410, { used: true }),
    },
    byInvitation: true,
  },
  {
    id: 'resource-taken',
    title: both('Ressource von jemand anderem verbunden', 'Resource connected by somebody else'),
    shows: both('Wer helfen kann', 'Who can help'),
    own: {
      [CALLS.me]: ok(account.NOBODY),
      [CALLS.invitation]: refuse('resource_taken', 409, { by: 'other' }),
    },
    byInvitation: true,
  },
]);

const MAIL = { mode: 'message', subject: 'Zahlen der Woche' } as const;

const inOutlook = statesOf('first-run', [
  {
    id: 'outlook-first-run',
    title: both('In Outlook: Einladung', 'In Outlook: invited'),
    shows: both('Der erste Schritt neben einer Mail', 'The first step beside a mail'),
    own: { [CALLS.me]: ok(account.WITHOUT_CONSENT) },
    beside: MAIL,
  },
  {
    id: 'outlook-signed-out',
    title: both('In Outlook: nicht angemeldet', 'In Outlook: not signed in'),
    shows: both('Ein älteres Outlook; Anmeldung im Fenster', 'An older Outlook; sign-in in a window'),
    signIn: 'refused',
    beside: MAIL,
  },
]);

const taken = statesOf('first-run', [
  {
    id: 'resource-taken-by-you',
    title: both('Ressource schon selbst verbunden', 'Resource connected by oneself'),
    shows: both('Zur eigenen Verbindung', 'To one’s own connection'),
    own: {
      [CALLS.me]: ok(account.NOBODY),
      [CALLS.invitation]: refuse('resource_taken', 409, { by: 'you', connectionId: 'con-1' }),
    },
    byInvitation: true,
  },
]);

const choose = statesOf('choose', [
  {
    id: 'choose',
    title: both('Kalender wählen', 'Choose calendars'),
    shows: both('Kalender, Richtung, Anonymität, Beispiel', 'Calendars, direction, anonymity, example'),
    own: invited,
    steps: CHOOSE,
  },
  {
    id: 'choose-many',
    title: both('Vierzehn Kalender', 'Fourteen calendars'),
    shows: both('Der Rest ist eingeklappt', 'The rest is folded away'),
    own: { ...invited, [CALLS.calendars]: items(account.manyCalendars) },
    steps: CHOOSE,
  },
  {
    id: 'choose-read-only',
    title: both('Kein beschreibbarer Kalender', 'No writable calendar'),
    shows: both('Nur Outlook → TIMIFY', 'Only Outlook → TIMIFY'),
    own: { ...invited, [CALLS.calendars]: items(account.readOnlyCalendars) },
    steps: CHOOSE,
  },
  {
    id: 'choose-loading',
    title: both('Kalender laden', 'Calendars load'),
    shows: both('Gerüst von drei Zeilen', 'A skeleton of three rows'),
    own: { ...invited, [CALLS.calendars]: 'never' },
    steps: CHOOSE,
    until: 'heading',
  },
  {
    id: 'choose-error',
    title: both('Kalender nicht lesbar', 'Calendars cannot be read'),
    shows: both('Was nicht ging, und erneut versuchen', 'What failed, and try again'),
    own: { ...invited, [CALLS.calendars]: refuse('unavailable', 503) },
    steps: CHOOSE,
  },
  {
    id: 'choose-mailbox-unsupported',
    title: both('Postfach nicht unterstützt', 'Mailbox not supported'),
    shows: both('Warum nicht, und was zu tun ist', 'Why not, and what to do'),
    own: { ...invited, [CALLS.calendars]: refuse('mailbox_unsupported', 409) },
    steps: CHOOSE,
  },
  {
    id: 'choose-consent-required',
    title: both('Microsoft fragt noch einmal', 'Microsoft asks once more'),
    shows: both('Zustimmung zum Kalender', 'Consent to the calendar'),
    own: { ...invited, [CALLS.calendars]: refuse('consent_required', 403, { scopes: ['Calendars.Read'] }) },
    steps: CHOOSE,
  },
]);

const previews = statesOf('preview', [
  {
    id: 'preview',
    title: both('Vorschau', 'Preview'),
    shows: both('Zahlen, Stichproben, keine Mails', 'Counts, samples, no mails'),
    own: invited,
    steps: PREVIEW,
  },
  {
    id: 'preview-computing',
    title: both('Vorschau wird berechnet', 'Preview is being computed'),
    shows: both('Gerüst der Zahlen, Knopf wartet', 'Skeleton numbers, the button waits'),
    own: { ...invited, [CALLS.preview]: 'never' },
    steps: PREVIEW,
  },
  {
    id: 'preview-nothing',
    title: both('Nichts zu tun', 'Nothing to do'),
    shows: both('Beide Kalender stimmen schon überein', 'Both calendars agree already'),
    own: { ...invited, [CALLS.preview]: ok(nothingToDo) },
    steps: PREVIEW,
  },
  {
    id: 'preview-many-conflicts',
    title: both('Viele Konflikte', 'Many conflicts'),
    shows: both('Hinweis, verbinden bleibt erlaubt', 'A note; connecting stays possible'),
    own: { ...invited, [CALLS.preview]: ok(manyConflicts) },
    steps: PREVIEW,
  },
  {
    id: 'preview-error',
    title: both('Vorschau nicht möglich', 'Preview impossible'),
    shows: both('TIMIFY antwortet nicht', 'TIMIFY does not answer'),
    own: { ...invited, [CALLS.preview]: refuse('timify_unavailable', 503) },
    steps: PREVIEW,
  },
  {
    id: 'preview-privacy-required',
    title: both('Datenschutz nicht bestätigt', 'Privacy not agreed to'),
    shows: both('Die Firma muss zustimmen', 'The company has to agree'),
    own: { ...invited, [CALLS.preview]: refuse('privacy_required', 403) },
    steps: PREVIEW,
  },
]);

const imports = statesOf('import', [
  {
    id: 'import-begins',
    title: both('Import beginnt', 'Import begins'),
    shows: both('Die nächsten 14 Tage', 'The next 14 days'),
    own: { [CALLS.me]: ok(account.importing(0, null)) },
  },
  {
    id: 'import-days',
    title: both('Erste Tage fertig', 'First days done'),
    shows: both('Zellen mit Haken', 'Cells with ticks'),
    own: { [CALLS.me]: ok(account.importing(1, account.UNTIL.soon)) },
  },
  {
    id: 'import-rest',
    title: both('14 Tage fertig', '14 days done'),
    shows: both('Grüne Meldung, der Rest läuft', 'Green bar, the rest goes on'),
    own: { [CALLS.me]: ok(account.importing(4, '2027-02-10T00:00:00.000Z')) },
  },
  {
    id: 'awaiting-approval',
    title: both('Wartet auf die Administration', 'Waits for the admin'),
    shows: both('Was als Nächstes geschieht', 'What happens next'),
    own: { [CALLS.me]: ok(account.withConnection({ state: 'awaiting-approval' })) },
  },
]);

export const connectStates: GalleryState[] = [
  ...firstRun,
  ...inOutlook,
  ...taken,
  ...choose,
  ...previews,
  ...imports,
];
