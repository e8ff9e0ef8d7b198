import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInChromium, freshContext, launch, problemsOf } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { walk } from './support/journey.ts';
import { Hand, inEntraWindow, inHostDialog, paneOf } from './support/pane.ts';

/** Go on, Microsoft's consent, preview, connect. */
const CLICKS_IN_HOST = 4;

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
    const clicks = await walk({ demo, user, shown: paneOf(page), hand, consent: inHostDialog(page, hand) });
    expect(clicks).toBe(CLICKS_IN_HOST);
    expect(problems).toEqual([]);
  });

  it('in Teams without nested app authentication', async () => {
    const user = demo.user('Jonas');
    await open(demo.hostPage({ host: 'teams', user: user.email, locale: 'en', trouble: 'no-naa' }));
    const clicks = await walk({ demo, user, shown: paneOf(page), hand, consent: inEntraWindow(page, hand) });
    expect(clicks).toBe(CLICKS_IN_HOST);
    expect(problems).toEqual([]);
  });

  it('in Outlook’s task pane', async () => {
    const user = demo.user('Mia');
    await open(demo.hostPage({ host: 'outlook', user: user.email, locale: 'en', width: '320' }));
    const clicks = await walk({ demo, user, shown: paneOf(page), hand, consent: inHostDialog(page, hand) });
    expect(clicks).toBe(CLICKS_IN_HOST);
    expect(problems).toEqual([]);
  });

  it('in a browser, from the link in the mail, with at most six clicks to connect', async () => {
    // TIMIFY knows her by another address; her organisation gives her that one.
    const invited = 'nora@sommer-optik.example';
    const user = demo.user('Nora');
    await demo.control('PATCH', `/users/${user.oid}`, { email: invited });
    await open('about:blank');
    await page.setContent((await demo.invitation(invited)).html);
    await hand.click(page.getByRole('link', { name: 'Kalender verbinden' }));
    const consent = inEntraWindow(page, hand, user.name);
    const clicks = await walk({ demo, user: { ...user, email: invited }, shown: page, hand, consent });
    expect(problems).toEqual([]);
    expect(clicks).toBeLessThanOrEqual(6);
    process.stdout.write(`Clicks from the mail to the connection: ${String(clicks)}\n`);
  });
});
