import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { traces } from '../support/checker/quiet.ts';
import { Town } from '../support/town.ts';
import { worldName } from '../support/worlds.ts';
import { TEXT } from '../support/walk/walker.ts';
import { walkTogether } from '../support/walk/walk.ts';

/** `WALK_SEED=… npx vitest run walk` replays one walk alone; `WALKS`, `WALK_ACTS` and `WALK_FROM` ask for others. */
const ONE = process.env['WALK_SEED'];
const ACTS = Number(process.env['WALK_ACTS'] ?? 60);
const FROM = Number(process.env['WALK_FROM'] ?? 1);
const WALKS = ONE ? 1 : Number(process.env['WALKS'] ?? (worldName === 'a' ? 20 : 10));
/** So many people share a town. */
const TOGETHER = Number(process.env['WALK_TOGETHER'] ?? 20);
const TROUBLED = process.env['WALK_CALM'] === undefined;

const seeds = Array.from({ length: WALKS }, (_, index) => FROM + index);
const batches = ONE
  ? [[Number(ONE)]]
  : Array.from({ length: Math.ceil(WALKS / TOGETHER) }, (_, at) =>
      seeds.slice(at * TOGETHER, (at + 1) * TOGETHER),
    );

describe(`S-160 ${WALKS} random walks of ${ACTS} acts in world ${worldName}`, { timeout: 900_000 }, () => {
  let town: Town | undefined;
  afterEach(() => town?.stop());

  it.each(batches.map((batch) => ({ first: batch[0], last: batch.at(-1), batch })))(
    'S-160 seeds $first to $last: both sides agree, a second run writes nothing, nobody had mail',
    async ({ batch }) => {
      town = await Town.start({ movable: true, env: { LOG_LEVEL: 'info' } });
      const faults = await walkTogether(town, batch, { acts: ACTS, troubled: TROUBLED });
      const left = traces(TEXT, join(town.folder, 'server'), town.lines);
      expect([...faults, ...left].join('\n')).toBe('');
    },
  );
});
