import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import express from 'express';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountPages } from '../pages/mount.ts';
import { STATES } from './states.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ADDIN = fileURLToPath(new URL('../../addin/vite.config.ts', import.meta.url));

/** The pane as it is shipped. That each state can be reached, the browser tests of the product see. */
describe.skipIf(!existsSync(CHROMIUM))(`the gallery in Chromium (${CHROMIUM})`, () => {
  let folder: string;
  let origin: string;
  let browser: Browser;
  let page: Page;
  let close: () => void;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gallery-pane-'));
    await build({ configFile: ADDIN, logLevel: 'silent', build: { outDir: folder, emptyOutDir: true } });
    const app = express();
    await mountPages(app, folder);
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    origin = `http://localhost:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser.close();
    close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(
    id: string,
    query: string,
  ): Promise<{ mark: string | undefined; fault: string | undefined }> {
    await page.goto(`${origin}/gallery/state/${id}?${query}`);
    await page.waitForFunction("['shown', 'failed'].includes(document.documentElement.dataset.gallery)");
    return page.evaluate<{ mark: string | undefined; fault: string | undefined }>(
      '({ mark: document.documentElement.dataset.gallery, fault: document.documentElement.dataset.galleryFault })',
    );
  }

  const pane = () => page.frameLocator('[data-testid=host-frame]');

  it('shows a state in the language, colours and width asked for', async () => {
    await open('admin-health', 'lang=en&theme=contrast&width=1280');
    expect(await pane().locator('h1').innerText()).toBe('Health');
    expect(await pane().locator('html').getAttribute('lang')).toBe('en');
  });

  it('stands beside an appointment in Outlook’s task pane', async () => {
    const heads = () => pane().locator('h2').allInnerTexts();
    await open('outlook-selected', 'lang=en&theme=dark&width=320');
    expect(await page.locator('iframe').getAttribute('data-host')).toBe('outlook');
    expect(await heads()).toContain('Open in Outlook now');
    await open('outlook-status', 'lang=en&theme=dark&width=320');
    expect(await heads()).not.toContain('Open in Outlook now');
    expect(await heads()).toContain('Next days');
  });

  it('presses what is there in a wide pane alone', async () => {
    await open('admin-overview-sorted', 'lang=en&theme=light&width=1280');
    const sorted = pane().locator('[aria-sort=ascending]');
    expect(await sorted.innerText()).toBe('Resource');
    expect(await pane().getByRole('checkbox', { checked: true }).count()).toBe(2);
  });

  it.each([320, 1280])('puts results above the buttons at the foot of a page %i wide', async (width) => {
    await open('settings-saved', `lang=de&theme=light&width=${String(width)}`);
    const buttons = pane().locator('footer button');
    const gap = async (): Promise<number> => {
      const [foot, result] = await Promise.all([
        pane().locator('footer').boundingBox(),
        pane().locator('.fui-Toast').boundingBox(),
      ]);
      return (foot?.y ?? 0) - (result?.y ?? 0) - (result?.height ?? 0);
    };
    expect(await buttons.count()).toBeGreaterThan(0);
    await expect.poll(gap).toBeGreaterThan(0);
  });

  it('lists all states', async () => {
    await page.goto(`${origin}/gallery?lang=de`);
    await expect.poll(() => page.locator('nav a').count()).toBe(STATES.length);
  });
});
