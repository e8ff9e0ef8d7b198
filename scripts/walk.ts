/**
 * `npm run walk`: 2,000 random walks through both calendars, server and sandbox in one process. `WALKS`, `WALK_FROM` and
 * `WALK_ACTS` ask for others, `WALK_SEED=17 npm run walk` replays one alone.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { certificatesIn } from '../sandbox/shell/certificates.ts';
import { ROOT } from './child.ts';

const { caFile } = await certificatesIn(join(ROOT, '.cache'));
const run = spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'test/support/walk/main.ts')], {
  stdio: 'inherit',
  // Whom a process trusts is settled when it starts.
  env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
});
process.exit(run.status ?? 1);
