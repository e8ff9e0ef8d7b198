/**
 * What the first screen of a built pane loads, in kilobytes after gzip, of at most 350: `npx tsx addin/test/firstScreen.ts
 * [folder] [--files]`. With the host's SDK, as far as it is ours to send (Outlook's office.js comes from Microsoft), and the
 * sign-in. Measured in a browser, since only that knows which files are really asked for.
 */
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { INVITED, LENA, NOW } from './fixtures.ts';
import { officeScript, teamsFrame } from './hostStubs.ts';
import { startStubServer } from './stubServer.ts';
import { worldOf, type Answers } from './world.ts';

const LIMIT_KB = 350;
const WORLDS: Readonly<Record<string, Answers>> = {
  'first run': worldOf({ me: INVITED }),
  status: worldOf(),
};
const HOSTS = ['outlook', 'teams'] as const;
type HostName = (typeof HOSTS)[number];

const given = process.argv.slice(2);
const folder = given.find((one) => !one.startsWith('--')) ?? resolve(import.meta.dirname, '../../dist/addin');
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const host of HOSTS) {
  for (const [name, answers] of Object.entries(WORLDS)) {
    const files = await measure(browser, host, answers);
    const total = [...files.values()].reduce((sum, size) => sum + size, 0) / 1000;
    process.stdout.write(`${host}, ${name}: ${total.toFixed(1)} kB in ${String(files.size)} files\n`);
    if (total > LIMIT_KB) process.exitCode = 1;
    if (given.includes('--files')) list(files);
  }
}
await browser.close();

function list(files: ReadonlyMap<string, number>): void {
  for (const [name, size] of [...files].sort(([, a], [, b]) => b - a))
    process.stdout.write(`  ${(size / 1000).toFixed(1).padStart(6)}  ${name}\n`);
}

/** The size of each file that was asked for until the screen stood and the network was quiet. */
async function measure(
  within: Browser,
  host: HostName,
  answers: Answers,
): Promise<ReadonlyMap<string, number>> {
  const server = await startStubServer(folder, answers);
  const page = await within.newPage({ locale: 'de-DE' });
  const files = new Map<string, number>();
  await page.clock.setFixedTime(NOW);
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname;
    if (!name.startsWith('/assets/') && !name.endsWith('.html')) return;
    void response.body().then((body) => files.set(name, gzipSync(body).length));
  });
  await open(page, host, server.url);
  const shown = host === 'teams' ? page.frameLocator('#tab') : page;
  await shown.locator('h1').waitFor();
  await page.waitForLoadState('load');
  await page.waitForTimeout(500);
  await page.close();
  await server.close();
  return files;
}

async function open(page: Page, host: HostName, url: string): Promise<void> {
  if (host === 'teams') {
    const body = teamsFrame('/tab.html?host=teams', { locale: 'de-DE', username: LENA.email });
    await page.route('**/frame', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${url}/frame`);
    return;
  }
  const body = officeScript({ username: LENA.email, language: 'de-DE' });
  await page.route('**/office.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto(`${url}/taskpane.html`);
}
