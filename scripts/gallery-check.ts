/**
 * `npm run gallery:check [part of a state's name]`: every state of every screen in every language, theme and width, looked at
 * by axe and measured for sideways scrolling. Without a part the result is written to docs/accessibility.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { everyDress, lookAtAll, nameOf, openGallery } from '../test/e2e/support/gallery.ts';
import { findBrowser } from './browser.ts';
import { ROOT } from './child.ts';

const REPORT = join(ROOT, 'docs/accessibility.md');
/** What the command writes stands between these two lines. */
const [BEGIN, END] = ['<!-- last result -->', '<!-- end -->'];

const reportOf = (dresses: number, states: number, found: Record<string, string[]>): string => {
  const lines = Object.entries(found).flatMap(([name, wrong]) => wrong.map((one) => `- ${name}: ${one}`));
  const facts = [
    '',
    '| what | figure |',
    '| --- | --- |',
    `| date | ${new Date().toISOString().slice(0, 10)} |`,
    `| states | ${String(states)} |`,
    `| combinations looked at | ${String(dresses)} |`,
    `| findings | ${String(lines.length)} |`,
    '',
  ];
  return [...facts, ...lines, ...(lines.length > 0 ? [''] : [])].join('\n');
};

const write = async (result: string): Promise<void> => {
  const text = readFileSync(REPORT, 'utf8');
  const [head = '', rest = ''] = text.split(BEGIN);
  const tail = rest.split(END)[1] ?? '';
  const prettier = await import('prettier');
  const options = await prettier.resolveConfig(REPORT);
  const whole = `${head}${BEGIN}\n${result}\n${END}${tail}`;
  writeFileSync(REPORT, await prettier.format(whole, { ...options, filepath: REPORT }));
};

const part = process.argv[2] ?? '';
const executablePath = findBrowser();
if (!executablePath) throw new Error('No Chromium here and none could be installed.');
const dresses = everyDress().filter(({ state }) => state.includes(part));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const gallery = await openGallery();
let looked = 0;
const found = await lookAtAll(browser, gallery, dresses, (dress, wrong) => {
  looked += 1;
  for (const one of wrong) process.stdout.write(`${nameOf(dress)}: ${one}\n`);
  if (looked % 100 === 0) process.stdout.write(`${String(looked)} of ${String(dresses.length)}\n`);
});
await browser.close();
gallery.close();
const states = new Set(dresses.map(({ state }) => state)).size;
const wrong = Object.keys(found).length;
process.stdout.write(
  `${String(states)} states, ${String(looked)} combinations, ${String(wrong)} with findings\n`,
);
if (part === '') await write(reportOf(looked, states, found));
process.exit(wrong === 0 ? 0 : 1);
