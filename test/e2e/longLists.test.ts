import type { Browser, BrowserContext, Frame, Locator, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { resources } from '../../sandbox/gallery/fixtures/admin.ts';
import { log } from '../../sandbox/gallery/fixtures/items.ts';
import { describeInChromium, freshContext, launch, see } from './support/chromium.ts';
import { openGallery, type Gallery } from './support/gallery.ts';

const MANY = 2000;
/** Far more than one look takes; a list that draws everything anew with each step needs minutes. */
const QUICK_MS = 60_000;

const manyOf = (few: readonly object[], named: (at: number) => object): object[] =>
  Array.from({ length: MANY }, (_, at) => ({ ...few[at % few.length], ...named(at), id: `n${String(at)}` }));

describeInChromium('a list of thousands', () => {
  let gallery: Gallery;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [gallery, browser] = await Promise.all([openGallery(), launch()]);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    gallery.close();
  });

  /** The gallery's state, with that call answered by so many. */
  const open = async (
    state: string,
    width: number,
    call: string,
    answer: (query: URLSearchParams) => unknown,
  ) => {
    context = await freshContext(browser, { width, height: 800 });
    page = await context.newPage();
    await page.route(`**/gallery/api/**/${call}*`, (route) =>
      route.fulfill({ json: answer(new URL(route.request().url()).searchParams) }),
    );
    await page.goto(`${gallery.origin}/gallery/state/${state}?lang=en&theme=light&width=1280&bare=`);
    await page.waitForFunction("document.documentElement.dataset.gallery === 'shown'");
    const [, pane] = page.frames();
    if (!pane) throw new Error('The gallery shows no pane.');
    return pane;
  };

  /** As with the End key, until there is no more. */
  const toTheEnd = async (pane: Frame): Promise<void> => {
    await pane.getByTestId('list-end').waitFor();
    const end = Date.now() + QUICK_MS;
    const down = (): Promise<unknown> =>
      pane.evaluate(
        'scrollTo(0, document.documentElement.scrollHeight); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
      );
    while ((await pane.locator('[data-testid=list-end] button').count()) > 0) {
      expect(Date.now()).toBeLessThan(end);
      await down();
    }
    // The last rows may have come after the last step.
    await down();
  };

  /** Whether the browser draws what is in that row, counted as of `Array.at`. */
  const isDrawn = (pane: Frame, place: number): Promise<boolean> =>
    pane.evaluate<boolean>(
      `[...document.querySelectorAll('[data-testid=resource-row]')].at(${String(place)}).firstElementChild
        .checkVisibility({ contentVisibilityAuto: true })`,
    );

  it('the admin’s overview goes on as it is scrolled, draws what is in sight, and its menus open over other rows', async () => {
    const items = manyOf(resources, (at) => ({ name: `Person ${String(at)}` }));
    const pane = await open('admin-overview', 1280, 'resources', () => ({ items }));
    const rows = pane.getByTestId('resource-row');
    await pane.getByTestId('list-end').waitFor();
    expect(await rows.count()).toBeLessThan(MANY / 2);
    // A room has no menu.
    const menus = pane.locator('[data-testid=resource-row] button[aria-haspopup]');
    const item = pane.getByRole('menuitem').first();
    /** It hangs over the rows below, or above where there is more room. */
    const opens = async (menu: Locator): Promise<void> => {
      await menu.click();
      await item.click({ trial: true });
      await page.keyboard.press('Escape');
      await see(item).toHaveCount(0);
    };
    await toTheEnd(pane);
    await see(pane.getByTestId('list-end')).toHaveText('All 2,000 shown');
    await see(rows).toHaveCount(MANY);
    await see.poll(() => isDrawn(pane, 0)).toBe(false);
    await see.poll(() => isDrawn(pane, -1)).toBe(true);
    await opens(menus.last());
    await opens(menus.first());
  });

  it('the log loads page after page in a narrow pane', async () => {
    const entries = manyOf(
      log((_de, en) => en),
      (at) => ({ title: `Entry ${String(at)}` }),
    );
    const pane = await open('log', 320, 'log', (query) => {
      const from = query.has('after') ? Number(query.get('after')) : 0;
      const to = from + Number(query.get('limit'));
      return { items: entries.slice(from, to), ...(to < MANY ? { next: String(to) } : {}) };
    });
    await toTheEnd(pane);
    await see(pane.getByTestId('list-end')).toHaveText('All 2,000 shown');
    const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await pane.evaluate<number>(sideways)).toBe(0);
  });
});
