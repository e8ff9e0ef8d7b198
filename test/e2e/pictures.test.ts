import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { nextWorkday, type Calendars } from './support/calendars.ts';
import { describeInChromium, freshContext, launch, see, type Looks } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { Hand, inHostDialog, inStep, openConflict, paneOf, signIn, type Shown } from './support/pane.ts';

const FOLDER = join(ROOT, 'docs/pictures');
/** Only where they are asked for: everywhere else the tree stays as it is. */
const wanted = process.env['PICTURES'] === '1';
const pictured = it.skipIf(!wanted);
const PANE: Looks = { width: 400, height: 760, scale: 2 };

/** The pane asks for Segoe UI; where it is missing, a font of like width stands in. */
const FONTS = ['Regular', 'Bold']
  .map((face) => {
    const sources = ['Segoe UI', 'Open Sans', 'Liberation Sans'].map((name) =>
      face === 'Bold' ? `local('${name} Bold')` : `local('${name}')`,
    );
    const weight = face === 'Bold' ? '600 900' : '100 500';
    return `document.fonts.add(new FontFace('Segoe UI', "${sources.join(', ')}", { weight: '${weight}' }));`;
  })
  .join('\n');

describeInChromium('pictures for the readme (PICTURES=1)', () => {
  let demo: Demo;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let calendars: Calendars;
  const hand = new Hand();

  beforeAll(async () => {
    if (wanted) [demo, browser] = await Promise.all([Demo.start(), launch()]);
  });
  afterAll(async () => {
    if (!wanted) return;
    await browser.close();
    await demo.stop();
  });

  const open = async (address: string, looks: Looks): Promise<void> => {
    context = await freshContext(browser, looks);
    await context.addInitScript(FONTS);
    page = await context.newPage();
    await page.goto(address);
  };

  const take = async (name: string): Promise<void> => {
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  };

  const pane = (query: Record<string, string>): string =>
    demo.hostPage({ host: 'outlook', user: demo.user('Lena').email, locale: 'en', ...query });

  /** How long it took, and whose part that was. */
  const lastChange = (shown: Shown): Locator => shown.getByText(/^Microsoft .*s$/);

  pictured('of the first screen, the choice and the status', async () => {
    calendars = await demo.calendars(demo.user('Lena'));
    await open(pane({}), PANE);
    const shown = paneOf(page);
    await shown.getByTestId('connect-start').waitFor();
    await take('pane-first-run');
    await signIn(shown, hand, inHostDialog(page, hand));
    await take('pane-choose');
    await hand.click(shown.getByTestId('preview'));
    await hand.click(shown.getByTestId('connect'));
    await inStep(shown).waitFor();
    await calendars.addEvent('Parents’ evening', nextWorkday(16, 60));
    await see(shown.getByRole('button', { name: /^Parents’ evening, / })).toBeVisible();
    await see(lastChange(shown)).toBeVisible();
    await take('pane-status');
    await context.close();
  });

  pictured('of the status in German, dark', async () => {
    await open(pane({ locale: 'de', theme: 'dark' }), { ...PANE, locale: 'de-DE', dark: true });
    const shown = paneOf(page);
    await inStep(shown).waitFor();
    await see(shown.getByRole('button', { name: /^Mittag mit Clara, / })).toBeVisible();
    await see(lastChange(shown)).toBeVisible();
    await take('pane-status-dark-de');
    await context.close();
  });

  pictured('of the world', async () => {
    await open(`${demo.facts.world}?lang=en&locale=en&host=teams`, { width: 1307, height: 924 });
    const shown = paneOf(page);
    await inStep(shown).waitFor();
    await calendars.book('Contact lens check', nextWorkday(17, 30));
    await calendars.addEvent('Delivery of frames', nextWorkday(17, 60));
    await see(shown.getByRole('heading', { name: '1 conflict open' })).toBeVisible();
    await see(shown.getByRole('button', { name: /^Delivery of frames, / })).toBeVisible();
    await see(lastChange(shown)).toBeVisible();
    await take('world');
    await context.close();
  });

  pictured('of a conflict', async () => {
    await open(pane({}), PANE);
    const shown = paneOf(page);
    await openConflict(shown, hand);
    await take('pane-conflict');
    await context.close();
  });

  pictured('of what an admin sees', async () => {
    await demo.connect(demo.user('Jonas'));
    const { email } = demo.user('Anna');
    await open(demo.hostPage({ host: 'teams', user: email, locale: 'en' }), { width: 1160, height: 480 });
    const shown = paneOf(page);
    await shown.getByTestId('resource-row').or(shown.getByTestId('connect-start')).first().waitFor();
    await take('admin-overview');
    await context.close();
  });
});
