import AxeBuilder from '@axe-core/playwright';
import type { Browser, Frame, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nextWorkday } from './support/calendars.ts';
import { describeInChromium, FOCUS_KEEPERS, freshContext, launch, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { Hand, inHostDialog, inStep, openConflict, openSettings, paneOf, signIn } from './support/pane.ts';

const WIDTH = 320;

describeInChromium('the pane at 320 pixels, in German', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  const hand = new Hand();

  beforeAll(async () => {
    [demo, browser] = await Promise.all([Demo.start(), launch()]);
    page = await (await freshContext(browser, { width: WIDTH, height: 640, locale: 'de-DE' })).newPage();
    const { email } = demo.user('Lena');
    await page.goto(demo.hostPage({ host: 'outlook', user: email, locale: 'de' }));
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  const frame = (): Frame => {
    const [, pane] = page.frames();
    if (!pane) throw new Error('The host page shows no pane.');
    return pane;
  };

  const paper = (): Promise<string> =>
    frame().evaluate<string>('getComputedStyle(document.querySelector("main")).color');

  /** The host changes its theme; the pane follows. */
  const themed = async (theme: 'light' | 'dark', before: string): Promise<void> => {
    await page.evaluate(`window.sandboxHost.setTheme('${theme}')`);
    await see.poll(paper).not.toBe(before);
  };

  const complaints = async (theme: string): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).exclude(FOCUS_KEEPERS).analyze();
    const sideways = await frame().evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    return [
      ...(sideways > 0 ? [`${theme}: scrolls sideways by ${sideways}`] : []),
      ...violations.flatMap(({ id, impact, nodes }) =>
        nodes
          .filter(({ target }) => target.length > 1)
          .map(({ html }) => `${theme}: ${id} (${impact ?? 'unknown'}) ${html.slice(0, 160)}`),
      ),
    ];
  };

  const inBothThemes = async (): Promise<string[]> => {
    const light = await paper();
    const found = await complaints('light');
    await themed('dark', light);
    found.push(...(await complaints('dark')));
    await themed('light', await paper());
    return found;
  };

  it('shows the first screen without fault', async () => {
    await paneOf(page).getByTestId('connect-start').waitFor();
    expect(await inBothThemes()).toEqual([]);
  });

  it('shows the choice of calendars without fault', async () => {
    await signIn(paneOf(page), hand, inHostDialog(page, hand));
    expect(await inBothThemes()).toEqual([]);
  });

  it('shows the status without fault', async () => {
    const shown = paneOf(page);
    await hand.click(shown.getByTestId('preview'));
    await hand.click(shown.getByTestId('connect'));
    await inStep(shown).waitFor();
    await see(shown.getByRole('button', { name: /^Mittag mit Clara, / })).toBeVisible();
    expect(await inBothThemes()).toEqual([]);
  });

  it('shows a conflict without fault', async () => {
    const calendars = await demo.calendars(demo.user('Lena'));
    await calendars.book('Beratung', nextWorkday(17, 30));
    await calendars.addEvent('Kita', nextWorkday(17, 60));
    await openConflict(paneOf(page), hand);
    expect(await inBothThemes()).toEqual([]);
  });

  it('shows the settings without fault', async () => {
    await openSettings(paneOf(page));
    expect(await inBothThemes()).toEqual([]);
  });

  it('leaves a result there for six seconds although motion is reduced', async () => {
    const shown = paneOf(page);
    await shown.getByRole('tab', { name: 'Status' }).click();
    await shown.getByRole('button', { name: 'Weitere Aktionen' }).click();
    await shown.getByRole('menuitem', { name: 'Jetzt abgleichen' }).click();
    await shown.locator('[data-timer-status]').waitFor({ state: 'attached' });
    const lasts = 'getComputedStyle(document.querySelector("[data-timer-status]")).animationDuration';
    expect(await frame().evaluate<string>(lasts)).toBe('6s');
  });
});
