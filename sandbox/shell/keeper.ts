import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const SHORTEST_PAUSE_MS = 1_000;
/** A save may take a twentieth of the time, however large the world has grown. */
const PAUSE_PER_SAVE = 20;

export interface Keeper {
  /** Something changed: save before long. */
  changed: () => void;
  /** Saves now. */
  save: () => Promise<void>;
  /** Saves what is unsaved and saves no more. */
  close: () => Promise<void>;
}

/** The last saved value, or undefined where there is none that can be read. */
export async function readSaved(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Writes beside the file and renames, so that a reader never sees half a world. */
export function createKeeper(file: string, snapshot: () => unknown): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let dirty = false;
  let closed = false;
  let lastSaveMs = 0;
  let running: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    dirty = false;
    const started = performance.now();
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(snapshot()), { mode: 0o600 });
    await rename(`${file}.new`, file);
    lastSaveMs = performance.now() - started;
  };
  const save = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    running = running.then(write, write);
    return running;
  };
  return {
    changed: () => {
      dirty = true;
      if (closed || timer !== undefined) return;
      const pause = Math.max(SHORTEST_PAUSE_MS, lastSaveMs * PAUSE_PER_SAVE);
      timer = setTimeout(() => {
        save().catch(() => {
          dirty = true;
        });
      }, pause);
      timer.unref();
    },
    save,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await (dirty ? save() : running);
    },
  };
}
