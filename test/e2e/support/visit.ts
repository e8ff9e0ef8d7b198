import type { Browser, BrowserContext, Frame, FrameLocator, Page } from '@playwright/test';
import { freshContext, problemsOf, type Looks } from './chromium.ts';
import type { Demo } from './demo.ts';
import { Hand, paneOf } from './pane.ts';

/** Somebody at the pane, in a host of their own. What the page throws is collected and is to stay empty. */
export class Visit {
  readonly page: Page;
  readonly hand = new Hand();
  readonly problems: string[];
  readonly shown: FrameLocator;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.problems = problemsOf(page);
    this.shown = paneOf(page);
  }

  /** `query`: what `/host` takes, e.g. host, user, locale, sub. */
  static async of(
    browser: Browser,
    demo: Demo,
    query: Record<string, string>,
    looks?: Looks,
  ): Promise<Visit> {
    const visit = await Visit.blank(browser, looks);
    await visit.page.goto(demo.hostPage({ locale: 'en', ...query }));
    return visit;
  }

  /** A browser that is nowhere yet. */
  static async blank(browser: Browser, looks?: Looks): Promise<Visit> {
    const context = await freshContext(browser, looks);
    return new Visit(context, await context.newPage());
  }

  /** The pane's own document, for what only a script can ask. */
  get frame(): Frame {
    const [, frame] = this.page.frames();
    if (!frame) throw new Error('The host page shows no pane.');
    return frame;
  }

  /** What the person saves to a file while doing this. */
  async saved(act: () => Promise<void>): Promise<{ name: string; text: string }> {
    const coming = this.page.waitForEvent('download');
    await act();
    const download = await coming;
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
