/** `npm run check`: types, lint, format and import rules, as many side by side as there are cores; what each says, whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';

/** The one that takes longest first. */
const PARTS = ['lint', 'types', 'format', 'imports'];

const run = async (part: string): Promise<boolean> => {
  const child = spawn('npm', ['run', '-s', part], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data));
  const [code] = (await once(child, 'close')) as [number | null];
  process.stdout.write(`${part}: ${code === 0 ? 'ok' : 'failed'}\n${Buffer.concat(said).toString()}`);
  return code === 0;
};

const limit = pLimit(availableParallelism());
const passed = await Promise.all(PARTS.map((part) => limit(run, part)));
process.exit(passed.every(Boolean) ? 0 : 1);
