/** Many walks with server and sandbox in this one process; started by `npm run walk`. Ends with 1 where one failed. */
import { join } from 'node:path';
import { traces } from '../checker/quiet.ts';
import { Town } from '../town.ts';
import { worldName } from '../worlds.ts';
import { walkTogether } from './walk.ts';
import { TEXT } from './walker.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const one = process.env['WALK_SEED'];
const from = number('WALK_FROM', 1);
const walks = number('WALKS', 2_000);
const acts = number('WALK_ACTS', 60);
/** So many people share a town. */
const together = one ? 1 : number('WALK_TOGETHER', 20);
const troubled = process.env['WALK_CALM'] === undefined;
const seeds = one ? [Number(one)] : Array.from({ length: walks }, (_, index) => from + index);

/** What stopped a batch is its fault, and the others walk on. */
const walk = async (batch: readonly number[]): Promise<string[]> => {
  const town = await Town.start({ here: true, env: { LOG_LEVEL: 'info' } });
  try {
    const faults = await walkTogether(town, batch, { acts, troubled });
    return [...faults, ...traces(TEXT, join(town.folder, 'server'), town.lines)];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  } finally {
    await town.stop();
  }
};

/** Walks in batches of which nothing was amiss, and in others. */
const walked = { passed: 0, failed: 0 };
for (let at = 0; at < seeds.length; at += together) {
  const batch = seeds.slice(at, at + together);
  const began = Date.now();
  const faults = await walk(batch);
  const seconds = Math.round((Date.now() - began) / 1000);
  const name = `seeds ${batch[0] ?? ''} to ${batch.at(-1) ?? ''} in world ${worldName}, ${seconds} s`;
  console.log(faults.length === 0 ? `ok: ${name}` : `FAILED: ${name}\n${faults.join('\n')}`);
  walked[faults.length === 0 ? 'passed' : 'failed'] += batch.length;
}
process.send?.(walked, () => process.exit(walked.failed === 0 ? 0 : 1));
if (!process.send) process.exit(walked.failed === 0 ? 0 : 1);
