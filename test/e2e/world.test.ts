import type { Browser, Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tomorrow, type Span } from './support/calendars.ts';
import { describeInChromium, freshContext, launch, problemsOf, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { connect, Hand, inHostDialog, paneOf } from './support/pane.ts';

const BEFORE = tomorrow(15.5, 45);
const AFTER = tomorrow(11, 45);
const HOURS_UP = 4.5;

describeInChromium('the world page, for somebody who is new', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    // Bookable at all hours: tomorrow may be a Saturday, and then nothing outside them needs a blocker.
    [demo, browser] = await Promise.all([Demo.start({ empty: true }), launch()]);
    const calendars = await demo.calendars(demo.user('Lena'));
    await calendars.addEvent('Garage', BEFORE);
    await calendars.book('Advice', tomorrow(9, 30));
    page = await (await freshContext(browser, { width: 1307, height: 924 })).newPage();
    problems = problemsOf(page);
    await page.goto(demo.facts.world);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  const tile = (side: 'office' | 'timify', title: string): Locator =>
    page.locator(`[data-testid=tile][data-side=${side}][data-title="${title}"]`);

  const liesAt = async (item: Locator, { start, end }: Span): Promise<void> => {
    await see(item).toHaveAttribute('data-start', new Date(start).toISOString());
    await see(item).toHaveAttribute('data-end', new Date(end).toISOString());
  };

  /** By so many hours, as the mouse of a person would. */
  const drag = async (item: Locator, hours: number): Promise<void> => {
    const grid = await page.getByTestId('calendar-office').getByTestId('grid-layer').boundingBox();
    const box = await item.boundingBox();
    if (grid === null || box === null) throw new Error('The event is not on the page.');
    const [x, y] = [box.x + 20, box.y + 6];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + (grid.height / 24) * hours, { steps: 5 });
    await page.mouse.up();
  };

  /** When each side's calendar was written to, by whoever it was. */
  const written = async (since: string): Promise<{ service: string; time: number }[]> => {
    const { items } = await demo.control<{
      items: { service: string; method: string; path: string; time: string }[];
    }>('GET', `/requests?since=${since}`);
    return items
      .filter(({ method, path }) => method === 'PATCH' && /events|appointments/.test(path))
      .map(({ service, time }) => ({ service, time: Date.parse(time) }));
  };

  it('shows both calendars and the pane', async () => {
    await liesAt(tile('office', 'Garage'), BEFORE);
    await liesAt(tile('timify', 'Advice'), tomorrow(9, 30));
    await see(tile('timify', 'Garage')).toHaveCount(0);
    await see(paneOf(page).getByTestId('connect-start')).toBeVisible();
    expect(problems).toEqual([]);
  });

  it('moves the blocker when the event is dragged', async () => {
    const shown = paneOf(page);
    const hand = new Hand();
    await connect(shown, hand, inHostDialog(page, hand));
    await liesAt(tile('timify', 'Garage'), BEFORE);

    const since = new Date().toISOString();
    await drag(tile('office', 'Garage'), -HOURS_UP);
    const dropped = Date.now();
    await page.waitForFunction(
      `document.querySelector('[data-side=timify][data-title=Garage]')?.dataset.start === '${new Date(AFTER.start).toISOString()}'`,
    );
    const followed = Date.now() - dropped;

    await liesAt(tile('office', 'Garage'), AFTER);
    await liesAt(tile('timify', 'Garage'), AFTER);
    await see(tile('timify', 'Garage')).toHaveAttribute('data-copy', 'true');
    const [first, second, ...more] = await written(since);
    expect([first?.service, second?.service, more]).toEqual(['graph', 'timify', []]);
    expect(problems).toEqual([]);
    const between = (second?.time ?? 0) - (first?.time ?? 0);
    process.stdout.write(
      `The blocker stood at its new time after ${followed} ms (${between} ms between the writes).\n`,
    );
  });
});
