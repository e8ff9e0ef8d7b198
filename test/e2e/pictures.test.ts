import type { Browser, Locator } from '@playwright/test';
import { afterAll, afterEach, beforeAll, it } from 'vitest';
import { eventually } from '../support/call.ts';
import { nextWorkday, type Calendars } from './support/calendars.ts';
import { describeInChromium, launch, PATIENCE_MS, see, type Looks } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import {
  Hand,
  inEntraWindow,
  inHostDialog,
  inStep,
  openConflict,
  openSettings,
  signIn,
  stateLine,
  type Shown,
} from './support/pane.ts';
import { Camera, PANE, TAB } from './support/pictures.ts';

/** Only where they are asked for: everywhere else the tree stays as it is. */
const wanted = process.env['PICTURES'] === '1';
const pictured = it.skipIf(!wanted);

/** In the order of somebody's first days; each builds on those before. */
describeInChromium('pictures for the guides (PICTURES=1)', () => {
  let demo: Demo;
  let browser: Browser;
  let camera: Camera | undefined;
  let lena: Calendars;
  const hand = new Hand();

  beforeAll(async () => {
    if (wanted) [demo, browser] = await Promise.all([Demo.start(), launch()]);
  });
  afterEach(async () => {
    await camera?.close();
    camera = undefined;
  });
  afterAll(async () => {
    if (!wanted) return;
    await browser.close();
    await demo.stop();
  });

  const at = async (address: string, looks: Looks = PANE): Promise<Camera> => {
    camera = await Camera.at(browser, address, looks);
    return camera;
  };

  const pane = (query: Record<string, string> = {}, firstName = 'Lena'): string =>
    demo.hostPage({ host: 'outlook', user: demo.user(firstName).email, locale: 'en', ...query });

  const admin = (): Promise<Camera> =>
    at(demo.hostPage({ host: 'teams', user: demo.user('Anna').email, locale: 'en' }), TAB);

  /** How long it took, and whose part that was. */
  const lastChange = (shown: Shown): Locator => shown.getByText(/^(Microsoft|TIMIFY) .*s$/).first();

  const tab = (shown: Shown, name: string): Promise<void> => shown.getByRole('tab', { name }).click();

  pictured('of the invitation', async () => {
    const { page, take } = bound(await at('about:blank', { width: 640, height: 720 }));
    const { email, resourceId } = demo.user('Mia');
    const anna = demo.user('Anna').email;
    await demo.api(anna, 'DELETE', `/api/company/invitations/${resourceId ?? ''}`);
    await demo.api(anna, 'POST', '/api/company/invitations', {
      resourceIds: [resourceId],
      send: true,
      language: 'en',
    });
    const english = async (): Promise<string | undefined> =>
      (await demo.mails()).find(({ to, html }) => to === email && html.includes('Connect the calendar'))
        ?.html;
    await page.setContent(await eventually('the mail in English', english, PATIENCE_MS));
    await take('invitation-mail');
  });

  pictured('of connecting', async () => {
    lena = await demo.calendars(demo.user('Lena'));
    const { page, shown, take } = bound(await at(pane()));
    await shown.getByTestId('connect-start').waitFor();
    await take('pane-first-run');
    await signIn(shown, hand, inHostDialog(page, hand));
    await take('pane-choose');
    await hand.click(shown.getByTestId('preview'));
    await see(shown.getByTestId('connect')).toBeEnabled();
    await take('pane-preview');
    await demo.control('POST', '/latency', { timify: 700 });
    await hand.click(shown.getByTestId('connect'));
    await see(shown.getByTestId('import-progress')).toContainText(/[1-9]\d* of \d+ parts/);
    await take('pane-import');
    await demo.control('POST', '/latency', { timify: 0 });
    await inStep(shown).waitFor();
    await lena.addEvent('Parents’ evening', nextWorkday(16, 60));
    await see(shown.getByRole('button', { name: /^Parents’ evening, / })).toBeVisible();
    await see(lastChange(shown)).toBeVisible();
    await take('pane-status');
    await shown.getByRole('button', { name: /^Parents’ evening, / }).click();
    await see(shown.getByText(/^Decided /)).toBeVisible();
    await take('pane-why');
  });

  pictured('of the status in German, dark', async () => {
    const { shown, take } = bound(
      await at(pane({ locale: 'de', theme: 'dark' }), { ...PANE, locale: 'de-DE', dark: true }),
    );
    await inStep(shown).waitFor();
    await see(shown.getByRole('button', { name: /^Mittag mit Clara, / })).toBeVisible();
    await see(lastChange(shown)).toBeVisible();
    await take('pane-status-dark-de');
  });

  pictured('of the settings and what is behind them', async () => {
    const { shown, take } = bound(await at(pane()));
    await inStep(shown).waitFor();
    await openSettings(shown);
    await take('pane-settings');
    await shown.getByRole('button', { name: 'Self-test' }).click();
    await shown.getByRole('button', { name: 'Start the self-test' }).click();
    await see(shown.getByRole('heading', { name: 'Passed', exact: true })).toBeVisible({
      timeout: PATIENCE_MS,
    });
    await take('pane-self-test');
    await openSettings(shown);
    await shown.getByRole('button', { name: /^My data/ }).click();
    await shown.getByRole('button', { name: 'Save a copy' }).waitFor();
    await take('pane-my-data');
  });

  pictured('of the world', async () => {
    const address = `${demo.facts.world}?lang=en&locale=en&host=teams`;
    const { shown, take } = bound(await at(address, { width: 1307, height: 924 }));
    await inStep(shown).waitFor();
    await lena.book('Contact lens check', nextWorkday(17, 30));
    await lena.addEvent('Delivery of frames', nextWorkday(17, 60));
    await see(shown.getByRole('heading', { name: '1 conflict open' })).toBeVisible();
    await see(shown.getByRole('button', { name: /^Delivery of frames, / })).toBeVisible();
    await see(lastChange(shown)).toBeVisible();
    await take('world');
  });

  pictured('of the status in a tab', async () => {
    const address = demo.hostPage({ host: 'teams', user: demo.user('Lena').email, locale: 'en' });
    const { shown, take } = bound(await at(address, TAB));
    await see(shown.getByRole('heading', { name: '1 conflict open' })).toBeVisible();
    await see(shown.getByRole('button', { name: /^Delivery of frames, / })).toBeVisible();
    await take('tab-status');
  });

  pictured('of what an admin sees', async () => {
    await demo.connect(demo.user('Jonas'));
    const { shown, take } = bound(await admin());
    const row = shown.getByTestId('resource-row');
    await row.or(shown.getByTestId('connect-start')).first().waitFor();
    await see(row.filter({ hasText: 'Lena Berger' })).toContainText('1 conflict');
    await take('admin-overview');
    await row.filter({ hasText: 'Lena Berger' }).getByRole('button', { name: 'Solve' }).click();
    await shown.getByTestId('conflict-card').first().click();
    await shown.getByTestId('resolve-primary').waitFor();
    await take('admin-conflict');
    await tab(shown, 'Settings');
    const lock = shown.getByRole('button', { name: 'Lock: Direction' });
    await lock.click();
    await resultGone(shown);
    await take('admin-settings');
    await lock.click();
    await resultGone(shown);
    await tab(shown, 'Health');
    await see(shown.getByText('Nobody needs a hand.')).toBeVisible();
    await take('admin-health');
  });

  pictured('of setting up a company', async () => {
    const { page, take } = bound(await at(demo.facts.pane, TAB));
    const asked = inEntraWindow(page, hand, 'Nils Nord');
    await asked(() => hand.click(page.getByTestId('connect-start')));
    await page.getByLabel('App ID').fill('65f0c0ffeea0000000000003');
    await page.getByLabel('App secret').fill('not the secret');
    await page.getByLabel('Company ID').fill('65f0c0ffee00000000000003');
    await page.getByTestId('company-check').click();
    await see(page.getByText('Wrong secret')).toBeVisible();
    await take('admin-connect');
  });

  pictured('of a conflict, its result and the log', async () => {
    const { shown, take } = bound(await at(pane()));
    await stateLine(shown, 'in-step').waitFor();
    await tab(shown, 'Conflicts');
    await shown.getByTestId('conflict-card').first().waitFor();
    await take('pane-conflicts');
    await openConflict(shown, hand);
    await take('pane-conflict');
    await shown.getByTestId('resolve-primary').click();
    await shown.getByTestId('resolve-result').waitFor();
    await see(shown.getByRole('button', { name: 'Undo' })).toBeVisible();
    await take('pane-result');
    await tab(shown, 'Log');
    await see(shown.getByText(/^“Contact lens check”/).first()).toBeVisible();
    await take('pane-log');
  });

  pictured('of a pause, and of a sign-in that has ended', async () => {
    const mia = demo.user('Mia');
    await demo.connect(mia);
    const { shown, take } = bound(await at(pane({}, 'Mia')));
    await inStep(shown).waitFor();
    await shown.getByRole('button', { name: 'More actions' }).click();
    await shown.getByRole('menuitem', { name: 'Pause' }).click();
    await see(stateLine(shown, 'paused')).toBeVisible();
    await take('pane-paused');
    await shown.getByRole('button', { name: 'Resume' }).click();
    await inStep(shown).waitFor();
    await demo.control('POST', '/tokens', { user: mia.oid, revoke: true, interaction: true });
    await (await demo.calendars(mia)).addEvent('Choir', nextWorkday(16, 60));
    await see(shown.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
    await take('pane-sign-in-again');
  });

  pictured('of deactivating', async () => {
    const { shown, take } = bound(await at(pane()));
    await inStep(shown).waitFor();
    await openSettings(shown);
    await shown.getByTestId('deactivate').click();
    await see(shown.getByText('…', { exact: true })).toHaveCount(0);
    await take('pane-deactivate');
    await shown.getByTestId('deactivate-confirm').click();
    await shown.getByTestId('proof').waitFor();
    await eventually('the proof', async () => (await lena.copies()).length === 0, PATIENCE_MS);
    await take('pane-proof');
  });
});

/** A result came, was read, and is in nobody's way any more. */
const resultGone = async (shown: Shown): Promise<void> => {
  await see(shown.locator('.fui-Toast')).toHaveCount(1);
  await see(shown.locator('.fui-Toast')).toHaveCount(0);
};

/** The camera's parts, for a test to name as it likes. */
const bound = (camera: Camera): Pick<Camera, 'page' | 'shown' | 'take'> => ({
  page: camera.page,
  shown: camera.shown,
  take: (name) => camera.take(name),
});
