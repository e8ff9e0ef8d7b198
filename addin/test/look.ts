/**
 * Pictures of the built pane with canned answers, and axe on each of them. For looking at, not for comparing by
 * machine: `npx tsx addin/test/look.ts <folder> [part of a case's name]`.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { LOOKS, type Look } from './looks.ts';
import { NOW } from './fixtures/clock.ts';
import { officeScript, teamsFrame } from './hostStubs.ts';
import { startStubServer } from './stubServer.ts';

const BUILT = process.env['PANE'] ?? resolve(import.meta.dirname, '../../dist/addin');
const USER = 'lena.berger@lindner.example';

interface Variant {
  readonly width: number;
  readonly language: 'de-DE' | 'en-US';
  readonly dark: boolean;
}

const VARIANTS: readonly Variant[] = [
  { width: 320, language: 'de-DE', dark: false },
  { width: 320, language: 'en-US', dark: true },
  { width: 450, language: 'en-US', dark: false },
  { width: 1000, language: 'de-DE', dark: false },
];

const [, , folder = '/tmp/looks', part = ''] = process.argv;
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const problems: string[] = [];
for (const look of LOOKS.filter(({ name }) => name.includes(part))) {
  for (const variant of VARIANTS) problems.push(...(await take(browser, look, variant)));
}
await browser.close();
process.stdout.write(problems.length === 0 ? 'nothing to complain about\n' : `${problems.join('\n')}\n`);

async function take(within: Browser, look: Look, variant: Variant): Promise<string[]> {
  const server = await startStubServer(BUILT, look.answers);
  const context = await within.newContext({
    viewport: { width: variant.width, height: 640 },
    locale: variant.language,
    timezoneId: 'Europe/Berlin',
    colorScheme: variant.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    forcedColors: look.contrast === true && look.inTab !== true ? 'active' : 'none',
  });
  const page = await context.newPage();
  const name = `${look.name}-${variant.width}-${variant.language.slice(0, 2)}${variant.dark ? '-dark' : ''}`;
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`${name}: ${error.message}`));
  try {
    await page.clock.setFixedTime(NOW);
    await open(page, look, variant, server.url);
    const shown = look.inTab === true ? page.frameLocator('#tab') : page;
    await shown.locator('h1').first().waitFor({ timeout: 15_000 });
    await look.act?.(shown, page);
    await page.waitForTimeout(400);
    const pane = look.inTab === true ? page.frames()[1] : page.mainFrame();
    const sideways = await pane?.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (sideways !== 0) found.push(`${name}: scrolls sideways by ${String(sideways)}`);
    const height = await pane?.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({
      width: variant.width,
      height: Math.min(Math.max(height ?? 640, 640), 2600),
    });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (look.inTab !== true) found.push(...(await axe(page, name)));
  } catch (error) {
    await page.screenshot({ path: join(folder, `${name}-failed.png`) });
    found.push(`${name}: ${String(error).split('\n')[0] ?? ''}`);
  } finally {
    await context.close();
    await server.close();
  }
  return found;
}

async function open(page: Page, look: Look, { language, dark }: Variant, url: string): Promise<void> {
  if (look.inTab === true) {
    const html = teamsFrame('/tab.html?host=teams', {
      locale: language,
      theme: look.contrast === true ? 'contrast' : dark ? 'dark' : 'default',
      username: USER,
    });
    await page.route('**/frame', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${url}/frame`);
    return;
  }
  const office = officeScript({ username: USER, language, background: dark ? '#292929' : '#ffffff' });
  await page.route('**/office.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: office }),
  );
  await page.goto(`${url}/taskpane.html`);
}

async function axe(page: Page, name: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').analyze();
  return violations.map(
    ({ id, nodes }) => `${name}: axe ${id} (${nodes.length}) ${nodes[0]?.html.slice(0, 160) ?? ''}`,
  );
}
