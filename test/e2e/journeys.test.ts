import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInChromium, freshContext, launch, problemsOf } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { walk } from './support/journey.ts';
import { Hand, inHostDialog, paneOf } from './support/pane.ts';

describeInChromium('from the first screen to the proof', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let hand: Hand;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([Demo.start(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });
  afterEach(() => page.context().close());

  const open = async (address: string): Promise<void> => {
    page = await (await freshContext(browser)).newPage();
    problems = problemsOf(page);
    hand = new Hand();
    await page.goto(address);
  };

  it('in Teams', async () => {
    const user = demo.user('Lena');
    await open(demo.hostPage({ host: 'teams', user: user.email, locale: 'en' }));
    await walk({ demo, user, shown: paneOf(page), hand, consent: inHostDialog(page, hand) });
    expect(problems).toEqual([]);
  });
});
