import { gzipSync } from 'node:zlib';
import type { Browser, Locator } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/call.ts';
import { times } from '../support/answers.ts';
import { nextWorkday, type Calendars, type Span } from './support/calendars.ts';
import { describeInChromium, launch, PATIENCE_MS, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import {
  connect,
  inHostDialog,
  inStep,
  openConflict,
  openSettings,
  stateLine,
  written,
  type Shown,
} from './support/pane.ts';
import { Visit } from './support/visit.ts';

/** After gzip, with the host's SDK and the sign-in; `addin/test/firstScreen.ts` lists the files. */
const FIRST_SCREEN_BYTES = 350_000;

const has = (spans: readonly Span[], { start, end }: Span): boolean =>
  spans.some((span) => span.start === start && span.end === end);

describeInChromium('every day, for somebody who is connected', () => {
  let demo: Demo;
  let browser: Browser;
  let visit: Visit;
  let lena: Calendars;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([Demo.start(), launch()]);
    lena = await demo.calendars(demo.user('Lena'));
    await demo.connect(demo.user('Lena'));
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });
  afterEach(async () => {
    expect(visit.problems).toEqual([]);
    await visit.close();
  });

  const open = async (host: string, firstName = 'Lena'): Promise<Shown> => {
    visit = await Visit.of(browser, demo, { host, user: demo.user(firstName).email });
    return visit.shown;
  };

  const tab = (shown: Shown, name: string): Locator => shown.getByRole('tab', { name });

  const fromMenu = async (shown: Shown, name: string): Promise<void> => {
    await shown.getByRole('button', { name: 'More actions' }).click();
    await shown.getByRole('menuitem', { name }).click();
  };

  /** The small print under a control, which it is described by. */
  const under = async (shown: Shown, control: Locator): Promise<Locator> =>
    shown.locator(`[id="${(await control.getAttribute('aria-describedby')) ?? ''}"]`);

  it('connects in Microsoft 365, with four clicks', async () => {
    const shown = await open('m365', 'Mia');
    await connect(shown, visit.hand, inHostDialog(visit.page, visit.hand));
    expect(visit.hand.clicks).toBe(4);
    await see(shown.getByRole('button', { name: /, \d+:\d\d/ }).first()).toBeVisible();
    await see(shown.getByText('Nothing is entered for the next 14 days.')).toHaveCount(0);
  });

  it.each(['teams', 'outlook'])('the first screen in %s is not heavier than promised', async (host) => {
    visit = await Visit.blank(browser);
    const sizes: Promise<number>[] = [];
    visit.page.on('response', (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === demo.facts.server && /^\/assets\/|\.html$/.test(pathname))
        sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await visit.page.goto(demo.hostPage({ host, user: demo.user('Lena').email, locale: 'de' }));
    await inStep(visit.shown).waitFor();
    await see(visit.shown.getByRole('button', { name: /^Mittag mit Clara, / })).toBeVisible();
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(FIRST_SCREEN_BYTES);
  });

  it('signs in in a plain browser, and is where they belong', async () => {
    visit = await Visit.blank(browser);
    const { page, hand } = visit;
    const { name } = demo.user('Lena');
    await page.goto(demo.facts.pane);
    const opened = page.waitForEvent('popup');
    await hand.click(page.getByTestId('connect-start'));
    // She has agreed to all of it already.
    await hand.click((await opened).getByRole('button', { name }));
    await inStep(page).waitFor();
    await see(page.getByRole('heading', { level: 1 })).toBeFocused();
  });

  it('what stands stays until the code of the next page has come, with a bar on the way', async () => {
    const shown = await open('teams');
    await inStep(shown).waitFor();
    let come = (): void => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    await visit.page.route(/\/assets\/LogPage/, async (route) => {
      await held;
      await route.continue();
    });
    await tab(shown, 'Log').click();
    await see(shown.getByRole('progressbar', { name: 'Loading' })).toBeVisible();
    await see(inStep(shown)).toBeVisible();
    come();
    await see(shown.getByRole('heading', { level: 1, name: 'Log' })).toBeVisible();
    await see(shown.getByRole('progressbar')).toHaveCount(0);
  });

  it('settings: where each value comes from, a value of one’s own, and back', async () => {
    const shown = await open('m365');
    await openSettings(shown);
    await shown.getByRole('button', { name: 'All further rules' }).click();
    const notes = shown.getByRole('switch', { name: 'Transfer notes' });
    const was = await notes.isChecked();
    const source = await under(shown, notes);
    await see(source).toHaveText('From company');
    await notes.click();
    await see(source).toHaveText('Your value');
    await see(written(shown, 'Saved')).toBeVisible();
    const settingsNow = async (): Promise<unknown> => {
      const id = await demo.connectionId(demo.user('Lena').email);
      return demo.api(demo.user('Lena').email, 'GET', `/api/connections/${id}/settings`);
    };
    expect(await settingsNow()).toMatchObject({ notes: !was, sources: { notes: 'connection' } });
    // Beside what describes the switch, not a part of it.
    await source.locator('..').getByRole('button', { name: 'Back to the company’s value' }).click();
    await see(source).toHaveText('From company');
    await see(notes).toBeChecked({ checked: was });
    expect(await settingsNow()).toMatchObject({ notes: was });
  });

  it('log: what happened, why, and back again', async () => {
    const shown = await open('outlook');
    const [first, second] = [nextWorkday(9, 30), nextWorkday(16, 45)];
    const event = await lena.addEvent('Garage', first);
    await eventually('the blocker', async () => has(await lena.blockers(), first), PATIENCE_MS);
    await lena.moveEvent(event.id, second);
    await eventually('the moved blocker', async () => has(await lena.blockers(), second), PATIENCE_MS);
    await tab(shown, 'Log').click();
    const row = shown.getByRole('listitem').filter({ hasText: '“Garage” moved to' }).first();
    await see(row).toBeVisible();
    await row.getByRole('button', { name: 'Why?' }).click();
    await see(written(shown, /^Decided /)).toBeVisible();
    await shown.getByRole('button', { name: 'Close' }).click();
    await row.getByRole('button', { name: 'Undo' }).click();
    await see(written(shown, 'Taken back.')).toBeVisible();
    await eventually('the former time', async () => has(await lena.blockers(), first), PATIENCE_MS);

    const csv = await visit.saved(async () => {
      await shown.getByRole('button', { name: 'Save as a file' }).click();
      await shown.getByRole('menuitem', { name: 'CSV' }).click();
    });
    expect(csv.name).toBe('timify-sync-log.csv');
    expect(csv.text.split('\n').length).toBeGreaterThan(2);
    expect(csv.text).not.toContain('Garage');
  });

  it('a conflict: seen, solved, and taken back', async () => {
    const shown = await open('outlook-tab');
    await inStep(shown).waitFor();
    const span = nextWorkday(17, 30);
    const id = await lena.book('Consultation', span);
    await eventually('its copy', async () => has((await lena.copies()).map(times), span), PATIENCE_MS);
    await lena.addEvent('Delivery', nextWorkday(17, 60));
    await see(shown.getByRole('heading', { name: '1 conflict open' })).toBeVisible();
    await openConflict(shown, visit.hand);
    await visit.hand.click(shown.getByTestId('resolve-primary'));
    expect(visit.hand.clicks).toBe(3);
    await shown.getByTestId('resolve-result').waitFor();
    await see(written(shown, 'Mails sent: 0')).toBeVisible();
    const booked = async (): Promise<string> =>
      new Date((await lena.appointments()).find((one) => one.id === id)?.start ?? 0).toISOString();
    const before = new Date(span.start).toISOString();
    expect(await booked()).not.toBe(before);
    await shown.getByRole('button', { name: 'Undo' }).click();
    await see(shown.getByRole('heading', { name: 'Undone' })).toBeVisible();
    expect(await booked()).toBe(before);
    expect((await demo.mails()).filter(({ from }) => from !== 'ours')).toEqual([]);
  });

  it('pause and resume', async () => {
    const shown = await open('teams', 'Mia');
    const mia = await demo.calendars(demo.user('Mia'));
    await inStep(shown).waitFor();
    await fromMenu(shown, 'Pause');
    await see(stateLine(shown, 'paused')).toBeVisible();
    await see(written(shown, /Nothing is transferred, nothing is lost\.$/)).toBeVisible();
    const span = nextWorkday(16, 30);
    await mia.addEvent('Dentist', span);
    await demo.control('GET', '/idle');
    expect(has(await mia.blockers(), span)).toBe(false);
    await shown.getByRole('button', { name: 'Resume' }).click();
    await inStep(shown).waitFor();
    await eventually('the blocker', async () => has(await mia.blockers(), span), PATIENCE_MS);
  });

  it('self-test, with nothing left of it', async () => {
    const shown = await open('teams', 'Mia');
    const mia = await demo.calendars(demo.user('Mia'));
    await inStep(shown).waitFor();
    const before = [await mia.events(), await mia.appointments()].map(({ length }) => length);
    await fromMenu(shown, 'Self-test');
    await shown.getByRole('button', { name: 'Start the self-test' }).click();
    // The notification and the delta come back first.
    await see(shown.getByRole('heading', { name: 'Passed', exact: true })).toBeVisible({
      timeout: PATIENCE_MS,
    });
    await see(shown.locator('dt')).toHaveCount(7);
    expect([await mia.events(), await mia.appointments()].map(({ length }) => length)).toEqual(before);
  });

  it('a sign-in that Microsoft ended: one mail, nothing deleted, one click to go on', async () => {
    const { oid, email } = demo.user('Mia');
    const shown = await open('teams', 'Mia');
    const mia = await demo.calendars(demo.user('Mia'));
    await inStep(shown).waitFor();
    const ours = async (): Promise<number> => (await demo.mails()).filter(({ to }) => to === email).length;
    const before = {
      copies: (await mia.copies()).length,
      blockers: (await mia.blockers()).length,
      mails: await ours(),
    };
    await demo.control('POST', '/tokens', { user: oid, revoke: true, interaction: true });
    const span = nextWorkday(16.5, 30);
    const later = await demo.calendars(demo.user('Mia'));
    await later.addEvent('Choir', span);
    await see(shown.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
    await see(written(shown, 'Nothing was deleted.')).toBeVisible();
    await later.addEvent('Choir, second part', nextWorkday(17, 30));
    await eventually('a mail', async () => (await ours()) > before.mails, PATIENCE_MS);
    await demo.control('GET', '/idle');
    expect(await ours()).toBe(before.mails + 1);
    expect(await later.copies()).toHaveLength(before.copies);
    expect(await later.blockers()).toHaveLength(before.blockers);

    const consent = inHostDialog(visit.page, visit.hand);
    await consent(() => visit.hand.click(shown.getByRole('button', { name: 'Sign in again' })));
    await inStep(shown).waitFor();
    await eventually('what waited', async () => has(await later.blockers(), span), PATIENCE_MS);
    expect(await ours()).toBe(before.mails + 1);
  });

  it('deactivate with the proof, undo, save a copy, erase', async () => {
    const shown = await open('teams', 'Mia');
    const mia = await demo.calendars(demo.user('Mia'));
    await inStep(shown).waitFor();
    const copies = (await mia.copies()).length;
    const own = (await mia.events()).length - copies;
    expect(copies).toBeGreaterThan(0);
    await openSettings(shown);
    await shown.getByTestId('deactivate').click();
    await shown.getByTestId('deactivate-confirm').click();
    await shown.getByTestId('proof').waitFor();
    expect(await mia.copies()).toEqual([]);
    expect(await mia.events()).toHaveLength(own);
    const proof = await visit.saved(() => shown.getByRole('button', { name: 'Save the proof' }).click());
    expect(JSON.parse(proof.text)).toMatchObject({ copies: 'remove' });

    await shown.getByRole('button', { name: 'Undo' }).click();
    await inStep(shown).or(stateLine(shown, 'syncing')).first().waitFor();
    await eventually('the copies', async () => (await mia.copies()).length === copies, PATIENCE_MS);

    await inStep(shown).waitFor();
    await openSettings(shown);
    await shown.getByRole('button', { name: /^My data/ }).click();
    const copy = await visit.saved(() => shown.getByRole('button', { name: 'Save a copy' }).click());
    expect(copy.name).toBe('timify-sync.json');
    expect(copy.text).not.toContain('Choir');
    await shown.getByRole('button', { name: 'Erase all data …' }).click();
    await shown.getByRole('dialog').getByRole('button', { name: 'Erase all data' }).click();
    await see(shown.getByRole('heading', { name: 'Everything is erased' })).toBeVisible();
    await see(written(shown, /: 0 records of ours are left\.$/)).toBeVisible();
    expect(await mia.copies()).toEqual([]);
    expect(await mia.events()).toHaveLength(own);
    const me = await demo.api<{ connections: unknown[] }>(demo.user('Mia').email, 'GET', '/api/me');
    expect(me.connections).toEqual([]);
  });
});
