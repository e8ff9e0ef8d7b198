/**
 * `npm run walk`: 2,000 random walks through both calendars, server and sandbox in one process, one such process for
 * each core. `WALKS`, `WALK_FROM` and `WALK_ACTS` ask for others, `WALK_SEED=17 npm run walk` replays one alone.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { certificatesIn } from '../sandbox/shell/certificates.ts';
import { ROOT } from './child.ts';

/** What a process says when it has come to its end. */
interface Walked {
  passed: number;
  failed: number;
}

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

const from = number('WALK_FROM', 1);
const walks = process.env['WALK_SEED'] ? 1 : number('WALKS', 2_000);
const processes = Math.max(1, Math.min(number('WALK_PROCESSES', availableParallelism()), walks));

/** The seeds from `begin` on, so many, walked by a process of their own. One that dies has failed as a whole. */
const walkApart = async (begin: number, count: number, caFile: string): Promise<Walked> => {
  const child = fork(join(ROOT, 'test/support/walk/main.ts'), [], {
    execArgv: ['--import', 'tsx'],
    // Whom a process trusts is settled when it starts.
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: caFile,
      WALK_FROM: String(begin),
      WALKS: String(count),
    },
  });
  let walked: Walked = { passed: 0, failed: count };
  child.on('message', (said) => (walked = said as Walked));
  await once(child, 'exit');
  return walked;
};

/** For whoever adds up all runs (`scripts/results.ts`). */
const keep = ({ passed, failed }: Walked): void => {
  const folder = join(ROOT, '.cache/results');
  mkdirSync(folder, { recursive: true });
  const results = {
    ...{ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0 },
    success: failed === 0,
  };
  writeFileSync(join(folder, 'walks.json'), JSON.stringify(results));
};

const { caFile } = await certificatesIn(join(ROOT, '.cache'));
const bounds = Array.from({ length: processes + 1 }, (_, at) => Math.round((at * walks) / processes));
const all = await Promise.all(
  bounds.slice(1).map((end, at) => walkApart(from + (bounds[at] ?? 0), end - (bounds[at] ?? 0), caFile)),
);
const sum = (of: (walked: Walked) => number): number => all.reduce((total, one) => total + of(one), 0);
const total = { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed) };
keep(total);
console.log(`${total.passed} walks passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
