import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const firstThere = (): string | null =>
  [process.env['CHROMIUM_PATH'], ...INSTALLED].find((path) => path && existsSync(path)) ?? null;

const isRoot = (): boolean => process.getuid?.() === 0;

/** Debian's package, where we may install one. */
const fromDebian = (): string | null => {
  if (!isRoot() || spawnSync('apt-get', ['--version']).status !== 0) return null;
  const options = {
    stdio: 'ignore' as const,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 300_000,
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    options,
  );
  return firstThere();
};

/** Playwright's own download, where its server can be reached. */
const fromPlaywright = (): string | null => {
  if (
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 }).status !==
    0
  )
    return null;
  const path = execFileSync(
    process.execPath,
    ['-e', "console.log(require('@playwright/test').chromium.executablePath())"],
    { encoding: 'utf8' },
  ).trim();
  return existsSync(path) ? path : null;
};

/** A Chromium for the browser tests, or null: then they are reported as skipped, by name. */
export const findBrowser = (): string | null => firstThere() ?? fromDebian() ?? fromPlaywright();
