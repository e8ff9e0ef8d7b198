import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './sync/ports.ts';

const ROOT = join(import.meta.dirname, '../..');
export const PANE_FOLDER = join(ROOT, 'dist/addin');
const MARK = join(ROOT, 'dist/addin-sources');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Digest of everything the pane is made of. */
const sources = (): string => {
  const digest = createHash('sha256');
  const files = ['addin', 'shared'].flatMap((folder) => filesIn(join(ROOT, folder))).sort();
  for (const file of [...files, join(ROOT, 'package-lock.json')])
    digest.update(file.slice(ROOT.length)).update(readFileSync(file));
  return digest.digest('hex');
};

const isBuilt = (mark: string): boolean =>
  existsSync(join(PANE_FOLDER, 'tab.html')) && existsSync(MARK) && readFileSync(MARK, 'utf8') === mark;

/** Builds the pane where it is missing or older than its sources. The API never waits for it. */
export const buildPane = async (log: Pick<Log, 'info'>): Promise<void> => {
  const mark = sources();
  if (isBuilt(mark)) return;
  const from = Date.now();
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'addin/vite.config.ts'), logLevel: 'silent' });
  writeFileSync(MARK, mark);
  log.info('pane built', { ms: Date.now() - from });
};
