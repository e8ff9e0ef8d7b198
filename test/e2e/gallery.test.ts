import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInChromium, launch } from './support/chromium.ts';
import {
  everyDress,
  lookAtAll,
  openGallery,
  pairwiseDresses,
  stateIds,
  type Dress,
  type Gallery,
} from './support/gallery.ts';

const MINUTES = 60_000;

describe('the choice of dresses', () => {
  it('has every pair of state, language, theme and width', () => {
    const pairsOf = (dresses: readonly Dress[]): Set<string> =>
      new Set(
        dresses.flatMap((dress) => {
          const values = Object.entries(dress).map(([name, value]) => `${name}=${String(value)}`);
          return values.flatMap((one, at) => values.slice(at + 1).map((other) => `${one} ${other}`));
        }),
      );
    const chosen = pairwiseDresses();
    expect([...pairsOf(everyDress())].filter((pair) => !pairsOf(chosen).has(pair))).toEqual([]);
    expect(chosen).toHaveLength(stateIds.length * 3);
  });
});

/** In full, with the result on record: `npm run gallery:check`. */
describeInChromium('every state of every screen', () => {
  let gallery: Gallery;
  let browser: Browser;

  beforeAll(async () => {
    [gallery, browser] = await Promise.all([openGallery(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    gallery.close();
  });

  it(
    'can be used by everybody, and fits',
    async () => {
      expect(await lookAtAll(browser, gallery, pairwiseDresses())).toEqual({});
    },
    30 * MINUTES,
  );
});
