/**
 * What the first screen of a built pane loads, in kilobytes after gzip: `npx tsx addin/test/firstScreen.ts <folder>`.
 * Measured in a browser, since only that knows which files are really asked for.
 */
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { NOW } from './fixtures/clock.ts';
import { officeScript } from './hostStubs.ts';
import { startStubServer } from './stubServer.ts';
import { INVITED, worldOf, type Answers } from './world.ts';

const [, , folder = resolve(import.meta.dirname, '../../dist/addin')] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const [name, answers] of Object.entries({ 'first run': worldOf({ me: INVITED }), status: worldOf() })) {
  process.stdout.write(`${name}: ${await measure(answers)}\n`);
}
await browser.close();

async function measure(answers: Answers): Promise<string> {
  const server = await startStubServer(folder, answers);
  const page = await browser.newPage({ locale: 'de-DE' });
  const sizes: number[] = [];
  await page.clock.setFixedTime(NOW);
  await page.route('**/office.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: officeScript({ username: 'lena.berger@lindner.example', language: 'de-DE' }),
    }),
  );
  page.on('response', (response) => {
    if (!response.url().includes('/assets/') && !response.url().endsWith('.html')) return;
    void response.body().then((body) => sizes.push(gzipSync(body).length));
  });
  await page.goto(`${server.url}/taskpane.html`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('load');
  await page.waitForTimeout(500);
  await page.close();
  await server.close();
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return `${(total / 1000).toFixed(1)} kB in ${sizes.length} files`;
}
