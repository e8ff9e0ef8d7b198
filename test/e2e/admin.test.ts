import type { Browser, Locator } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Town } from '../support/town.ts';
import { nextWorkday, type Calendars } from './support/calendars.ts';
import { describeInChromium, launch, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { inStep, openSettings, written } from './support/pane.ts';
import { Visit } from './support/visit.ts';

const WIDE = { width: 1200, height: 860 };

/** One company from nothing to daily work, by an admin's own clicks. The steps build on one another. */
describeInChromium('an admin', () => {
  let demo: Demo;
  let browser: Browser;
  let anna: Visit;
  let lena: Calendars;

  beforeAll(async () => {
    const [town, launched] = await Promise.all([Town.start({ bare: true, pages: true }), launch()]);
    browser = launched;
    demo = await Demo.of(town);
    anna = await Visit.of(browser, demo, { host: 'teams', user: demo.user('Anna').email }, WIDE);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  const rowOf = (name: string): Locator =>
    anna.shown.getByTestId('resource-row').filter({ hasText: name }).first();
  const tab = (name: string): Locator => anna.shown.getByRole('tab', { name });
  const fact = (label: string): Locator =>
    anna.shown.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd[1]');

  it('connects TIMIFY; a wrong secret is told at its field', async () => {
    const { shown } = anna;
    const { id, appId, appSecret } = demo.facts.company;
    const secret = shown.getByLabel('App secret');
    await shown.getByLabel('App ID').fill(appId);
    await secret.fill('not-the-secret');
    await shown.getByLabel('Company ID').fill(id);
    await shown.getByTestId('company-check').click();
    await see(written(shown, 'Wrong secret')).toBeVisible();
    await see(secret).toHaveAttribute('aria-invalid', 'true');
    await see(secret).toHaveAccessibleDescription(/Wrong secret/);
    await see(shown.getByLabel('App ID')).not.toHaveAttribute('aria-invalid', 'true');

    await secret.fill(appSecret);
    await shown.getByTestId('company-check').click();
    await see(written(shown, 'Ownership proven')).toBeVisible();
    await see(secret).toHaveValue('');
  });

  it('enters the webhook in TIMIFY and agrees to the privacy policy', async () => {
    const { shown } = anna;
    const [url, headerName, headerValue] = await Promise.all(
      ['Address', 'Header', 'Value'].map((label) =>
        written(shown, label).locator('xpath=following-sibling::span').innerText(),
      ),
    );
    await demo.control('POST', '/timify/webhooks', {
      companyId: demo.facts.company.id,
      url,
      headerName,
      headerValue,
    });
    const agree = shown.getByTestId('privacy-agree');
    await see(agree).toHaveAttribute('aria-disabled', 'true');
    await shown.getByRole('checkbox', { name: 'I agree on behalf of Optik Lindner.' }).check();
    await agree.click();
    await see(shown.getByRole('heading', { name: 'Overview' })).toBeVisible();
    await see(rowOf('Lena Berger')).toContainText('Not invited');
  });

  it('invites everybody with three clicks, and each gets a mail of their own', async () => {
    const { shown, hand } = anna;
    await hand.click(shown.getByRole('checkbox', { name: 'Select all who can be invited' }));
    await hand.click(shown.getByTestId('invite'));
    await shown.getByRole('dialog').getByRole('radio', { name: 'English' }).check();
    await hand.click(shown.getByTestId('invite-send'));
    expect(hand.clicks).toBe(3);
    await see(written(shown, /^4 invitations sent\. /)).toBeVisible();
    await see(rowOf('Lena Berger')).toContainText('Waiting for confirmation');
    const invited = (await demo.mails()).filter(({ text }) => text.includes('invitation='));
    expect(invited.map(({ subject }) => subject)).toEqual(
      Array(4).fill('Optik Lindner invites you to sync your calendar with TIMIFY'),
    );
    expect(new Set(invited.map(({ to }) => to)).size).toBe(4);
  });

  it('sees who has connected, and locks a setting that nobody can change then', async () => {
    const { shown } = anna;
    await demo.connect(demo.user('Lena'));
    lena = await demo.calendars(demo.user('Lena'));
    await see(rowOf('Lena Berger')).toContainText('In step');
    await tab('Settings').click();
    const lock = shown.getByRole('button', { name: 'Lock: Outlook events in TIMIFY anonymous' });
    await lock.click();
    await see(lock).toHaveAttribute('aria-pressed', 'true');
    await see(written(shown, 'Saved')).toBeVisible();

    const hers = await Visit.of(browser, demo, { host: 'outlook', user: demo.user('Lena').email });
    await inStep(hers.shown).waitFor();
    await openSettings(hers.shown);
    const locked = hers.shown.getByRole('switch', { name: 'Outlook events in TIMIFY anonymous' });
    await see(locked).toBeDisabled();
    await see(locked).toHaveAccessibleDescription('Locked by the company');
    expect(hers.problems).toEqual([]);
    await hers.close();
  });

  it('opens somebody’s calendar from the overview, and changes it for them', async () => {
    const { shown } = anna;
    await tab('Overview').click();
    await rowOf('Lena Berger').getByRole('button', { name: 'Actions for Lena Berger' }).click();
    await shown.getByRole('menuitem', { name: 'Open', exact: true }).click();
    await inStep(shown).waitFor();
    await lena.addEvent('Delivery of frames', nextWorkday(11, 30));
    const item = shown.getByRole('button', { name: /, 11:00/ });
    await see(item.first()).toBeVisible();
    await see(shown.getByTestId('tab-conflicts')).toBeVisible();
    await shown.getByRole('button', { name: 'Overview' }).click();
    await see(shown.getByRole('heading', { name: 'Overview' })).toBeVisible();
  });

  it('solves somebody’s conflict in the panel beside the list', async () => {
    const { shown, hand } = anna;
    const id = await lena.book('Consultation', nextWorkday(15, 30));
    await lena.addEvent('Parents’ evening', nextWorkday(15, 60));
    await see(rowOf('Lena Berger')).toContainText('1 conflict');
    const before = hand.clicks;
    await hand.click(rowOf('Lena Berger').getByRole('button', { name: 'Solve' }));
    await hand.click(shown.getByTestId('conflict-card').first());
    await see(shown.getByTestId('conflict-card').first()).toBeVisible();
    await hand.click(shown.getByTestId('resolve-primary'));
    await shown.getByTestId('resolve-result').waitFor();
    expect(hand.clicks - before).toBeLessThanOrEqual(3);
    const moved = (await lena.appointments()).find((one) => one.id === id);
    expect(Date.parse(moved?.start ?? '')).not.toBe(Date.parse(nextWorkday(15, 30).start));
    // What she calls her event is hers alone.
    await see(written(shown, 'Parents’ evening')).toHaveCount(0);
  });

  it('sees how quick it was and that nobody needs a hand', async () => {
    const { shown } = anna;
    await tab('Health').click();
    await see(shown.getByRole('heading', { name: 'Health' })).toBeVisible();
    await see(fact('Half are faster than')).toHaveText(/^(<\s*)?[\d.]+\s+s$/);
    await see(written(shown, 'Nobody needs a hand.')).toBeVisible();
    await see(written(shown, 'Lena Berger').first()).toBeVisible();
    expect(anna.problems).toEqual([]);
    expect((await demo.mails()).filter(({ from }) => from !== 'ours')).toEqual([]);
  });
});
