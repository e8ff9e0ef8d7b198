/** `npm test`: every test that a fresh machine can run. Arguments go to vitest, e.g. `npm test -- --project core`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { findBrowser } from './browser.ts';

const browser = findBrowser();
if (!browser)
  process.stdout.write(
    'No Chromium here and none could be installed: the browser tests are skipped, by name.\n',
  );

const results = process.env['TEST_RESULTS'] ?? '.cache/results/test.json';
mkdirSync('.cache/results', { recursive: true });
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(browser ? { CHROMIUM_PATH: browser } : {}) } },
);
process.exit(run.status ?? 1);
