import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Log } from './sync/ports/process.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
export const PANE_FOLDER = join(DIST, 'addin');
const MARK = join(DIST, 'addin-sources');
const LOCK = join(DIST, 'addin-lock');
const LOOK_AGAIN = 500;
/** Hosts cache pages: files that an old page names stay for weeks. */
const OLD_FILES = 60 * 24 * 3_600_000;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Digest of everything the pane is made of. */
const sources = (): string => {
  const digest = createHash('sha256');
  const files = ['addin', 'shared'].flatMap((folder) => filesIn(join(ROOT, folder))).sort();
  for (const file of [...files, join(ROOT, 'package-lock.json')]) {
    digest.update(file.slice(ROOT.length)).update(readFileSync(file));
  }
  return digest.digest('hex');
};

const isBuilt = (mark: string): boolean =>
  existsSync(join(PANE_FOLDER, 'tab.html')) && existsSync(MARK) && readFileSync(MARK, 'utf8') === mark;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** One process builds; others find the result. A lock whose owner died is taken over. */
const lock = (): boolean => {
  mkdirSync(DIST, { recursive: true });
  if (existsSync(LOCK) && !isAlive(Number(readFileSync(LOCK, 'utf8')))) rmSync(LOCK, { force: true });
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
};

/** New files beside the old ones, the pages last: no page ever names a file that is not there. */
const publish = (built: string): void => {
  const isPage = (name: string): boolean => name.endsWith('.html');
  const names = readdirSync(built);
  for (const name of [...names.filter((one) => !isPage(one)), ...names.filter(isPage)]) {
    cpSync(join(built, name), join(PANE_FOLDER, name), { recursive: true });
  }
  for (const file of filesIn(PANE_FOLDER)) {
    if (Date.now() - statSync(file).mtimeMs > OLD_FILES) rmSync(file);
  }
};

/** Builds the pane where it is missing or older than its sources. The API never waits for it. */
export const buildPane = async (log: Pick<Log, 'info'>): Promise<void> => {
  const mark = sources();
  while (!isBuilt(mark) && !lock()) await new Promise((done) => setTimeout(done, LOOK_AGAIN));
  if (isBuilt(mark)) return;
  const from = Date.now();
  const built = mkdtempSync(join(DIST, 'addin-new-'));
  try {
    const { build } = await import('vite');
    const configFile = join(ROOT, 'addin/vite.config.ts');
    await build({ configFile, logLevel: 'silent', build: { outDir: built, emptyOutDir: true } });
    publish(built);
    writeFileSync(MARK, mark);
    log.info('pane built', { ms: Date.now() - from });
  } finally {
    rmSync(built, { recursive: true, force: true });
    rmSync(LOCK, { force: true });
  }
};
