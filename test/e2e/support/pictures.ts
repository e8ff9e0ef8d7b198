import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { ROOT } from '../../../scripts/child.ts';
import { freshContext, type Looks } from './chromium.ts';
import { paneOf, type Shown } from './pane.ts';

/** Each picture of the pages in `docs`, by its file's name. A unit test holds this list, the files and the pages together. */
export const PICTURES = [
  'invitation-mail',
  'pane-first-run',
  'pane-choose',
  'pane-preview',
  'pane-import',
  'pane-status',
  'pane-status-dark-de',
  'pane-why',
  'pane-log',
  'pane-conflicts',
  'pane-conflict',
  'pane-result',
  'pane-settings',
  'pane-self-test',
  'pane-my-data',
  'pane-paused',
  'pane-sign-in-again',
  'pane-deactivate',
  'pane-proof',
  'tab-status',
  'world',
  'admin-connect',
  'admin-overview',
  'admin-conflict',
  'admin-settings',
  'admin-health',
] as const;
export type PictureName = (typeof PICTURES)[number];

export const PICTURES_FOLDER = join(ROOT, 'docs/pictures');

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

/** As wide as Outlook's pane usually is. */
export const PANE: Looks = { width: 400, height: 760, scale: 2 };
export const TAB: Looks = { width: 1160, height: 760 };

/** A page that pictures are taken of. */
export class Camera {
  readonly page: Page;
  readonly shown: Shown;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.shown = paneOf(page);
  }

  static async at(browser: Browser, address: string, looks: Looks): Promise<Camera> {
    const context = await freshContext(browser, looks);
    await context.addInitScript(FONTS);
    const camera = new Camera(context, await context.newPage());
    await camera.page.goto(address);
    return camera;
  }

  async take(name: PictureName): Promise<void> {
    mkdirSync(PICTURES_FOLDER, { recursive: true });
    for (const frame of this.page.frames()) await frame.evaluate('document.fonts.ready');
    // Nothing is pointed at, and no ring of a focus that only a test has put there.
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: join(PICTURES_FOLDER, `${name}.png`), animations: 'disabled' });
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
