import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
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

const addressOf = (origin: string, { state, language, theme, width }: Dress): string => {
  const query = new URLSearchParams({ lang: language, theme, width: String(width), bare: '' });
  return `${origin}/gallery/state/${state}?${query.toString()}`;
};

/** What is wrong with a state in this dress: not reached, scrolls sideways, or a finding of axe. */
export const findings = async (page: Page, origin: string, dress: Dress): Promise<string[]> => {
  await page.setViewportSize({ width: dress.width, height: HEIGHT });
  await page.goto(addressOf(origin, dress));
  await page.waitForFunction("['shown', 'failed'].includes(document.documentElement.dataset.gallery)");
  const fault = await page.evaluate<string | undefined>('document.documentElement.dataset.galleryFault');
  if (fault !== undefined) return [`not reached: ${fault}`];
  const [, pane] = page.frames();
  if (!pane) return ['no pane'];
  await pane.evaluate('document.fonts.ready');
  const sideways = await pane.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const { violations } = await new AxeBuilder({ page }).exclude(FOCUS_KEEPERS).analyze();
  return [
    ...(sideways > 0 ? [`scrolls sideways by ${String(sideways)} px`] : []),
    ...violations.flatMap(({ id, impact, nodes }) =>
      nodes
        // What is found in the page around the pane is the sandbox's.
        .filter(({ target }) => target.length > 1)
        .map(({ html }) => `${id} (${impact ?? 'unknown'}) ${html.slice(0, 160)}`),
    ),
  ];
};

const PAGES_AT_ONCE = 2;

/** Looks at all of these. Answers only what is wrong, by the name of the dress. */
export const lookAtAll = async (
  browser: Browser,
  gallery: Gallery,
  dresses: readonly Dress[],
  told: (dress: Dress, wrong: string[]) => void = () => undefined,
): Promise<Record<string, string[]>> => {
  const left = [...dresses];
  const found: Record<string, string[]> = {};
  const look = async (): Promise<void> => {
    const context = await freshContext(browser);
    const page = await context.newPage();
    for (let dress = left.shift(); dress !== undefined; dress = left.shift()) {
      const wrong = await findings(page, gallery.origin, dress);
      if (wrong.length > 0) found[nameOf(dress)] = wrong;
      told(dress, wrong);
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, look));
  return found;
};
