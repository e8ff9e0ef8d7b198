import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appointment, berlin, booked, event, mirrored } from './testing/calendars.ts';
import { openStage } from './testing/stage.ts';
import type { Stage } from './testing/stage.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))(`the world page in Chromium (${CHROMIUM})`, () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await stage.close();
  });
  beforeEach(async () => {
    const { calendars } = stage;
    calendars.events = [
      event('dentist', 'Dentist', [0, 10, 11]),
      event('advice', 'Advice', [0, 13, 14], mirrored),
    ];
    calendars.appointments = [
      appointment('blocker', '', [0, 10, 11], { externalId: 'ts-1' }),
      appointment('booking', 'Advice', [0, 13, 14], booked),
    ];
    calendars.writes = [];
    page = await browser.newPage({ viewport: { width: 1307, height: 924 }, locale: 'en-US' });
    await page.goto(`${stage.sandbox}/world?lang=en`);
    await tile('office', 'Dentist').waitFor();
  });
  afterEach(() => page.close());

  const tile = (side: string, title: string): Locator =>
    page.locator(`[data-testid=tile][data-side=${side}][data-title=${title}]`);
  const lastWrite = (): unknown => stage.calendars.writes.at(-1);

  it('shows what was made here and what is a copy', async () => {
    await expect.poll(() => tile('office', 'Advice').getAttribute('data-copy')).toBe('true');
    expect(await tile('office', 'Dentist').getAttribute('data-copy')).toBe('false');
    expect(await tile('timify', 'Blocked').getAttribute('data-copy')).toBe('true');
    expect(await tile('timify', 'Advice').getAttribute('aria-label')).toMatch(
      /Advice, 1:00 PM – 2:00 PM, Paul Brand, made here/,
    );
  });

  it('moves an event to another day and time by dragging', async () => {
    const box = await boxOf(tile('office', 'Dentist'));
    const day = (await boxOf(page.getByTestId('calendar-office').getByTestId('grid-layer'))).width / 4;
    await page.mouse.move(box.x + 20, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 20 + day, box.y + 5 + 41 * 1.5, { steps: 4 });
    await page.mouse.up();
    await expect.poll(lastWrite).toEqual({
      method: 'PATCH',
      path: 'events/dentist',
      body: { start: utc(berlin(1, 11.5)), end: utc(berlin(1, 12.5)) },
    });
  });

  it('puts a booking back that TIMIFY does not move, and says why', async () => {
    await tile('timify', 'Advice').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByText('The resource is busy then.', { exact: true }).waitFor();
    await expect
      .poll(() => tile('timify', 'Advice').getAttribute('data-start'))
      .toBe(berlin(0, 13).toISOString());
  });

  it('deletes by key and makes by form', async () => {
    await tile('office', 'Dentist').focus();
    await page.keyboard.press('Delete');
    await tile('office', 'Dentist').waitFor({ state: 'detached' });

    await page.getByTestId('add-office').click();
    await page.getByTestId('item-title').fill('Lunch');
    await page.getByTestId('item-time').fill('12:00');
    await page.getByTestId('item-private').check();
    await page.getByTestId('item-save').click();
    await tile('office', 'Lunch').waitFor();
    expect(lastWrite()).toMatchObject({
      body: { subject: 'Lunch', sensitivity: 'private', start: utc(berlin(0, 12)) },
    });
  });

  it('books with a service and its length', async () => {
    await page.getByTestId('add-timify').click();
    await page.getByTestId('item-time').fill('15:00');
    await page.getByTestId('item-save').click();
    await expect.poll(lastWrite).toMatchObject({
      path: 'appointments',
      body: { service_id: 'service', duration: 30, customer_ids: ['paul'] },
    });
  });

  it('follows what happens elsewhere', async () => {
    stage.calendars.events.push(event('fair', 'Fair', [0, 15, 17]));
    stage.calendars.say('office', 'Event “Fair” added');
    await tile('office', 'Fair').waitFor();
    await expect.poll(() => page.getByTestId('happened').innerText()).toContain('Event “Fair” added');
  });

  it('speaks German, and never scrolls sideways', async () => {
    await page.getByTestId('language').selectOption('de');
    await page.getByRole('heading', { name: 'Sandbox-Welt' }).waitFor();
    for (const width of [1307, 1000, 700, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.getByTestId('part-pane').click();
    await page.getByTestId('host-frame').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });

  it('takes an invitation from the mail box into the pane', async () => {
    await page.getByTestId('mails').click();
    await page.getByRole('button', { name: /lädt Sie ein/ }).click();
    await page.getByTestId('mail-open-in-pane').click();
    await expect
      .poll(() => page.getByTestId('host-frame').getAttribute('src'))
      .toMatch(/taskpane\.html\?invitation=abc$/);
  });
});

const utc = (at: Date): object => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('Not on the page.');
  return box;
}
