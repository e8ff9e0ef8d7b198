import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const LOCKFILE = fileURLToPath(new URL('../../package-lock.json', import.meta.url));

/** Where the built pages lie. */
export const PAGES = join(DIST, 'pages');

const STAMP = 'sources.sha256';
const LOCK = join(DIST, '.pages-lock');
/** A build takes seconds; a lock older than this was left behind by a process that died. */
const LOCK_IS_STALE_AFTER_MS = 60_000;

let running: Promise<void> | undefined;

/** Resolves when `dist/pages` was built from the sources as they are now. Builds at most once at a time per machine. */
export function ensurePages(): Promise<void> {
  running ??= buildIfStale().finally(() => {
    running = undefined;
  });
  return running;
}

async function buildIfStale(): Promise<void> {
  const wanted = await sourcesHash();
  if ((await builtFrom()) === wanted) return;
  await withLock(async () => {
    if ((await builtFrom()) === wanted) return;
    await build(wanted);
  });
}

async function build(stamp: string): Promise<void> {
  const vite = await import('vite');
  const { default: config } = await import('./vite.config.ts');
  const outDir = join(DIST, `pages-${process.pid}`);
  try {
    await vite.build({ ...config, configFile: false, build: { ...config.build, outDir } });
    await vite.build(officeStub(outDir));
    await writeFile(join(outDir, STAMP), stamp);
    await rm(PAGES, { recursive: true, force: true });
    await rename(outDir, PAGES);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** One classic script without imports, at a fixed name. */
function officeStub(outDir: string): InlineConfig {
  return {
    configFile: false,
    root: SOURCES,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: {
        entry: join(SOURCES, 'src/office/main.ts'),
        formats: ['iife'],
        name: 'sandboxOffice',
        fileName: () => 'office.js',
      },
    },
  };
}

async function builtFrom(): Promise<string | undefined> {
  const stamp = join(PAGES, STAMP);
  return existsSync(stamp) ? await readFile(stamp, 'utf8') : undefined;
}

/** Over everything that can change the result: these sources and the versions of the packages. */
async function sourcesHash(): Promise<string> {
  const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(tsx?|html)$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(SOURCES, file).startsWith('testing'))
    .sort();
  const hash = createHash('sha256');
  for (const file of [...files, LOCKFILE]) {
    hash
      .update(relative(SOURCES, file))
      .update('\0')
      .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function withLock(work: () => Promise<void>): Promise<void> {
  await mkdir(DIST, { recursive: true });
  while (!(await tryLock())) await sleep(100);
  try {
    await work();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

async function tryLock(): Promise<boolean> {
  try {
    await mkdir(LOCK);
    return true;
  } catch {
    const age = await stat(LOCK).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > LOCK_IS_STALE_AFTER_MS) await rm(LOCK, { recursive: true, force: true });
    return false;
  }
}
