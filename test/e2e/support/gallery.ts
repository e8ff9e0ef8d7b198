import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from '@playwright/test';
import axe from 'axe-core';
import express from 'express';
import { STATES } from '../../../sandbox/gallery/states.ts';
import { mountPages } from '../../../sandbox/pages/mount.ts';
import { buildPane } from '../../../server/src/pane.ts';
import { FOCUS_KEEPERS, freshContext } from './chromium.ts';

const LANGUAGES = ['de', 'en'] as const;
const THEMES = ['light', 'dark', 'contrast'] as const;
/** The pane at its narrowest, and a wide tab. */
const WIDTHS = [320, 1280] as const;
const HEIGHT = 800;

/** One state of the gallery, in one dress. */
export interface Dress {
  state: string;
  language: (typeof LANGUAGES)[number];
  theme: (typeof THEMES)[number];
  width: (typeof WIDTHS)[number];
}

export const stateIds: readonly string[] = STATES.map(({ id }) => id);

/** Every state in every language, theme and width. */
export const everyDress = (): Dress[] =>
  stateIds.flatMap((state) =>
    LANGUAGES.flatMap((language) =>
      THEMES.flatMap((theme) => WIDTHS.map((width) => ({ state, language, theme, width }))),
    ),
  );

/**
 * Every pair of state, language, theme and width at least once: each state in each theme, and within these in both languages
 * and both widths; which goes with which changes from state to state.
 */
export const pairwiseDresses = (): Dress[] =>
  STATES.flatMap(({ id }, place) =>
    THEMES.map((theme, turn) => {
      const [shift, widthShift] = [place + turn, Math.floor(place / 2) + Math.floor((turn + 1) / 2)];
      const language = LANGUAGES[shift % 2] ?? 'de';
      return { state: id, language, theme, width: WIDTHS[widthShift % 2] ?? 320 };
    }),
  );

export const nameOf = ({ state, language, theme, width }: Dress): string =>
  `${state} (${language}, ${theme}, ${String(width)})`;

export interface Gallery {
  origin: string;
  close: () => void;
}

/** The gallery alone, with the pane as it is shipped: no server of ours, no world. */
export const openGallery = async (): Promise<Gallery> => {
  await buildPane({ info: () => undefined });
  const app = express();
  app.post('/control/token', (_request, response) => void response.json({ token: 'gallery' }));
  await mountPages(app);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return {
    origin: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Wide, so that the window alone decides how wide the pane is. */
const addressOf = (origin: string, { state, language, theme }: Dress): string => {
  const width = String(Math.max(...WIDTHS));
  const query = new URLSearchParams({ lang: language, theme, width, bare: '' });
  return `${origin}/gallery/state/${state}?${query.toString()}`;
};

const BEFORE_HOST: ReadonlySet<string> = new Set(STATES.filter((one) => one.beforeHost).map(({ id }) => id));

const paneIn = (page: Page): Frame | undefined => page.frames()[1];

/** Brings the pane into the state. Answers why it could not. */
const reach = async (page: Page, origin: string, dress: Dress): Promise<string | undefined> => {
  await page.setViewportSize({ width: dress.width, height: HEIGHT });
  await page.goto(addressOf(origin, dress));
  await page.waitForFunction("['shown', 'failed'].includes(document.documentElement.dataset.gallery)");
  const fault = await page.evaluate<string | undefined>('document.documentElement.dataset.galleryFault');
  return fault ?? (paneIn(page) === undefined ? 'no pane' : undefined);
};

/** A page that never hears of its host has the browser's colours, as they were when it was opened. */
const openInColours = async (page: Page, origin: string, dress: Dress): Promise<boolean> => {
  const { theme } = dress;
  await page.emulateMedia({
    colorScheme: theme === 'light' ? 'light' : 'dark',
    forcedColors: theme === 'contrast' ? 'active' : 'none',
  });
  const fault = await reach(page, origin, dress);
  const seen = await paneIn(page)?.evaluate<string | undefined>('document.documentElement.dataset.theme');
  return fault === undefined && seen === (theme === 'contrast' ? 'dark' : theme);
};

const TAKES_A_THEME_WITHIN_MS = 10_000;

/** Half-way between two themes no text has the contrast that it will have. */
const COLOURS_REST = 'document.getAnimations().every((one) => !(one instanceof CSSTransition))';

/**
 * Another theme and width without a new visit, as when somebody changes them in the host; in both hosts' words. False where
 * the page did not follow.
 */
const dressAs = async (page: Page, pane: Frame, { theme, width }: Dress): Promise<boolean> => {
  await page.setViewportSize({ width, height: HEIGHT });
  const words = [
    { func: 'themeChange', args: [theme === 'light' ? 'default' : theme] },
    { sandboxOffice: 1, event: 'theme', theme },
  ];
  await page.evaluate(
    `for (const word of ${JSON.stringify(words)}) document.querySelector('iframe').contentWindow.postMessage(word, '*')`,
  );
  const timeout = TAKES_A_THEME_WITHIN_MS;
  // Outlook's pane has no theme for high contrast: the system forces its colours (ux §4).
  const host = await page.locator('iframe').getAttribute('data-host');
  const seen = host === 'outlook' && theme === 'contrast' ? 'dark' : theme;
  const follows = await pane
    .waitForFunction(`document.documentElement.dataset.theme === '${seen}'`, undefined, { timeout })
    .then(() => true)
    .catch(() => false);
  await pane.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await pane.waitForFunction(COLOURS_REST, undefined, { timeout });
  return follows;
};

const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** How long a page may take to come to rest, e.g. in a new width. */
const RESTS_WITHIN_MS = 2_000;

/** By how many pixels the page scrolls sideways once it has its width. */
const sidewaysOf = async (pane: Frame): Promise<number> => {
  const timeout = RESTS_WITHIN_MS;
  await pane.waitForFunction(`${SIDEWAYS} <= 0`, undefined, { timeout }).catch(() => undefined);
  return pane.evaluate<number>(SIDEWAYS);
};

type Violations = Pick<axe.Result, 'id' | 'impact' | 'nodes'>[];

const RUN = `axe.run(${JSON.stringify({ exclude: FOCUS_KEEPERS })}, { resultTypes: ['violations'] })`;

/** Asked in the pane's own frame, where axe stays for the whole visit: bringing it anew takes longer than its work. */
const violationsIn = async (pane: Frame): Promise<Violations> => {
  if (!(await pane.evaluate("'axe' in window"))) await pane.evaluate(axe.source);
  return pane.evaluate<Violations>(`${RUN}.then(({ violations }) => violations)`);
};

/** What is asked for and comes late has a title, too, but not in its first moments, in which a quick answer shows nothing. */
const titled = async (pane: Frame): Promise<void> => {
  const timeout = RESTS_WITHIN_MS;
  await pane
    .waitForFunction("document.querySelector('h1, [role=heading]') !== null", undefined, { timeout })
    .catch(() => undefined);
};

/** What is wrong with what is shown: it scrolls sideways, or a finding of axe. */
const findings = async (pane: Frame): Promise<string[]> => {
  await titled(pane);
  const sideways = await sidewaysOf(pane);
  const violations = await violationsIn(pane);
  return [
    ...(sideways > 0 ? [`scrolls sideways by ${String(sideways)} px`] : []),
    ...violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => `${id} (${impact ?? 'unknown'}) ${html.slice(0, 160)}`),
    ),
  ];
};

/** Dresses that one visit can show: the same state in the same language. */
const visitsOf = (dresses: readonly Dress[]): Dress[][] => {
  const visits = new Map<string, Dress[]>();
  for (const dress of dresses) {
    const key = `${dress.state} ${dress.language}`;
    visits.set(key, [...(visits.get(key) ?? []), dress]);
  }
  return [...visits.values()];
};

const PAGES_AT_ONCE = 2;

/** Looks at all of these. Answers only what is wrong, by the name of the dress. */
export const lookAtAll = async (
  browser: Browser,
  gallery: Gallery,
  dresses: readonly Dress[],
  told: (dress: Dress, wrong: string[]) => void = () => undefined,
): Promise<Record<string, string[]>> => {
  const left = visitsOf(dresses);
  const found: Record<string, string[]> = {};
  const note = (dress: Dress, wrong: string[]): void => {
    if (wrong.length > 0) found[nameOf(dress)] = wrong;
    told(dress, wrong);
  };
  const look = async (): Promise<void> => {
    const context = await freshContext(browser);
    const page = await context.newPage();
    for (let visit = left.shift(); visit?.[0] !== undefined; visit = left.shift()) {
      await page.emulateMedia({ colorScheme: null, forcedColors: null });
      const fault = await reach(page, gallery.origin, visit[0]);
      const pane = paneIn(page);
      for (const dress of visit) {
        if (fault !== undefined || !pane) note(dress, [`not reached: ${fault ?? ''}`]);
        else {
          const isBefore = BEFORE_HOST.has(dress.state);
          const follows = isBefore
            ? await openInColours(page, gallery.origin, dress)
            : await dressAs(page, pane, dress);
          const wrong = await findings(isBefore ? (paneIn(page) ?? pane) : pane);
          note(dress, follows ? wrong : ['does not follow the theme of its host', ...wrong]);
        }
      }
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, look));
  return found;
};
