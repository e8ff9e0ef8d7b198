import { existsSync } from 'node:fs';
import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { describe } from 'vitest';

const PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** How long a state may take that a person waits for: generous, since many share a machine in CI. */
export const PATIENCE_MS = 30_000;

/** Fluent's focus manager puts these between others; they hand the focus on at once, so nobody ever stands on one. */
export const FOCUS_KEEPERS = ['[data-testid=host-frame]', '[data-tabster-dummy]'];

/** Waits until what is shown is as said. */
export const see = expect.configure({ timeout: PATIENCE_MS });

/** Browser tests, each skipped by its name where no Chromium is. */
export const describeInChromium = (name: string, body: () => void): void => {
  if (existsSync(PATH)) {
    describe(name, body);
    return;
  }
  const reason = `no Chromium at ${PATH}; set CHROMIUM_PATH`;
  process.stderr.write(`Skipped: ${name} (${reason})\n`);
  describe.skip(`${name} (${reason})`, body);
};

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: PATH, args: ARGS });

export interface Looks {
  width?: number;
  height?: number;
  locale?: string;
  dark?: boolean;
  /** Pixels of the picture for each pixel of the page. */
  scale?: number;
}

/** A browser of somebody who has never been here. */
export const freshContext = async (
  browser: Browser,
  { width = 1000, height = 800, locale = 'en-US', dark = false, scale = 1 }: Looks = {},
): Promise<BrowserContext> => {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale,
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ignoreHTTPSErrors: true,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
};

/** Collects what a page throws; it is to stay empty. */
export const problemsOf = (page: Page): string[] => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  return problems;
};
