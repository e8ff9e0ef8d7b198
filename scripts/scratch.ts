import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** Containers often have very little of it. */
const ENOUGH = 1024 ** 3;

const hasRoom = (folder: string): boolean => {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ENOUGH;
};

/** Where passing databases lie: in memory where the machine has room for it, so that no commit waits for a disk. */
export const SCRATCH = hasRoom(MEMORY) ? MEMORY : tmpdir();
