import type { FrameLocator, Page } from '@playwright/test';
import { ADMIN, IMPORTING, INVITED, withConnection, worldOf, type Answers } from './world.ts';
import { connection } from './fixtures/account.ts';
import { adminAnswers, company } from './fixtures/admin.ts';
import { NOW } from './fixtures/clock.ts';
import { log } from './fixtures/log.ts';
import { DEACTIVATION, PROOF } from './fixtures/previews.ts';

export type Shown = Page | FrameLocator;

export interface Look {
  readonly name: string;
  readonly answers: Answers;
  /** In the frame of Teams instead of Outlook's pane. */
  readonly inTab?: boolean;
  /** High contrast: the host's theme (in the tab), or the system's forced colours (in the pane). */
  readonly contrast?: boolean;
  /** How to get there from the first screen. */
  readonly act?: (shown: Shown, page: Page) => Promise<void>;
}

const invited = worldOf({ me: INVITED });
const noConsent = worldOf({
  me: {
    ...INVITED,
    access: {
      state: 'consent-required',
      scopes: ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite'],
      claims: null,
    },
  },
});

const choose = async (shown: Shown) => {
  await shown.getByTestId('connect-start').click();
  await shown.getByTestId('calendar-0').waitFor();
};

const openTab = async (shown: Shown) => {
  await shown.getByTestId('tab-conflicts').click();
  await shown.getByTestId('conflict-card').first().waitFor();
};

const openConflict = async (shown: Shown) => {
  await openTab(shown);
  await shown.getByTestId('conflict-card').first().click();
  await shown.getByTestId('resolve-primary').waitFor();
};

const openSettings = async (shown: Shown) => {
  await shown.getByRole('tab', { name: /^(Einstellungen|Settings)$/ }).click();
  await shown.getByTestId('deactivate').waitFor();
};

const openDeactivate = async (shown: Shown) => {
  await openSettings(shown);
  await shown.getByTestId('deactivate').click();
  await shown.getByTestId('deactivate-confirm').waitFor();
};

const adminWorld = worldOf({ me: ADMIN, answers: adminAnswers });

const adminTab = (name: RegExp) => async (shown: Shown) => {
  const tab = shown.getByRole('tab', { name });
  if (await tab.isVisible()) await tab.click();
  else {
    await shown.getByRole('button', { name: /^(Mehr|More)$/ }).click();
    await shown.getByRole('menuitem', { name }).click();
  }
  await shown.locator('h1').waitFor();
};

export const LOOKS: readonly Look[] = [
  { name: '01-first-run', answers: noConsent },
  { name: '02-choose', answers: invited, act: choose },
  {
    name: '03-preview',
    answers: invited,
    act: async (shown) => {
      await choose(shown);
      await shown.getByTestId('preview').click();
      await shown.getByText(/Sti?chproben|Samples/).waitFor();
    },
  },
  { name: '04-import', answers: worldOf({ me: withConnection(IMPORTING) }) },
  { name: '05-status', answers: worldOf() },
  { name: '05-status-tab', answers: worldOf(), inTab: true },
  { name: '06-contrast-tab', answers: worldOf(), inTab: true, contrast: true },
  { name: '06-forced', answers: worldOf(), contrast: true },
  { name: '09-conflict-forced', answers: worldOf(), contrast: true, act: openConflict },
  {
    name: '05-in-step',
    answers: worldOf({ me: withConnection({ counts: { ...connection.counts, conflicts: 0 } }) }),
  },
  {
    name: '11-why',
    answers: worldOf(),
    act: async (shown) => {
      await shown
        .getByRole('button', { name: /^(Warum nicht|Why not)/ })
        .first()
        .click();
      await shown.getByRole('button', { name: /Für mich|Transfer for me/ }).waitFor();
    },
  },
  {
    name: '07-conflicts',
    answers: worldOf(),
    act: openTab,
  },
  {
    name: '07-no-conflicts',
    answers: worldOf({
      me: withConnection({ counts: { ...connection.counts, conflicts: 0 } }),
      answers: { conflicts: { items: [] } },
    }),
    act: async (shown) => {
      await shown.getByTestId('tab-conflicts').click();
      await shown.getByText(/Keine Konflikte|No conflicts/).waitFor();
    },
  },
  { name: '08-conflict', answers: worldOf(), act: openConflict },
  {
    name: '10-result',
    answers: worldOf({ answers: { log: { items: [{ ...log[1], undoable: true, at: NOW.toISOString() }] } } }),
    act: async (shown) => {
      await openConflict(shown);
      await shown.getByTestId('resolve-primary').click();
      await shown.getByTestId('resolve-result').waitFor();
    },
  },
  {
    name: '12-log',
    answers: worldOf(),
    act: async (shown) => {
      await shown.getByRole('tab', { name: /^(Protokoll|Log)$/ }).click();
      await shown.getByRole('searchbox').waitFor();
    },
  },
  { name: '13-settings', answers: worldOf(), act: openSettings },
  {
    name: '13-calendars',
    answers: worldOf(),
    act: async (shown) => {
      await openSettings(shown);
      await shown.getByRole('button', { name: /^(Kalender|Calendars)/ }).click();
      await shown.getByTestId('calendar-0').waitFor();
    },
  },
  { name: '16-deactivate', answers: worldOf({ answers: { preview: DEACTIVATION } }), act: openDeactivate },
  {
    name: '16-proof',
    answers: worldOf({ answers: { preview: DEACTIVATION, act: PROOF } }),
    act: async (shown) => {
      await openDeactivate(shown);
      await shown.getByTestId('deactivate-confirm').click();
      await shown.getByTestId('proof').waitFor();
    },
  },
  {
    name: '17-admin-connect',
    answers: worldOf({ me: ADMIN, answers: { companies: { items: [] } } }),
    inTab: true,
  },
  { name: '18-admin-overview', answers: adminWorld, inTab: true },
  {
    name: '17-admin-privacy',
    answers: {
      ...adminWorld,
      companies: {
        items: [
          { ...company, privacyAccepted: false, webhook: { ...company.webhook, headerValue: 's3cr3t' } },
        ],
      },
    },
    inTab: true,
    act: async (shown) => {
      await shown.getByRole('button', { name: /^(Datenschutz|Privacy)/ }).click();
      await shown.getByTestId('privacy-agree').waitFor();
    },
  },
  {
    name: '20-admin-settings',
    answers: adminWorld,
    inTab: true,
    act: adminTab(/^(Einstellungen|Settings)$/),
  },
  { name: '21-admin-conflicts', answers: adminWorld, inTab: true, act: adminTab(/^(Konflikte|Conflicts)$/) },
  { name: '22-admin-health', answers: adminWorld, inTab: true, act: adminTab(/^(Zustand|Health)$/) },
  { name: '14-mailbox', answers: worldOf({ me: withConnection({ state: 'mailbox-unsupported' }) }) },
  { name: '14-sign-in', answers: worldOf({ me: withConnection({ state: 'needs-sign-in' }) }) },
  { name: '14-none', answers: worldOf({ me: { ...ADMIN, user: { ...ADMIN.user, roles: [] } } }) },
  {
    name: '15-held',
    answers: worldOf({
      me: withConnection({
        hold: { side: 'timify', count: 48, total: 62, since: '2026-11-25T08:00:00.000Z' },
        counts: { ...connection.counts, held: 48 },
      }),
    }),
    act: async (shown) => {
      await shown.getByRole('button', { name: /Ansehen und|Look and/ }).click();
      await shown.getByText(/Würden|Would/).waitFor();
    },
  },
];
