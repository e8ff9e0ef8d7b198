import { afterEach, beforeEach, describe } from 'vitest';
import { NOON } from './contract/builders.ts';
import { aboutContract } from './contract/about.ts';
import { commitContract } from './contract/commit.ts';
import { linksContract } from './contract/links.ts';
import { peopleContract } from './contract/people.ts';
import { queueContract } from './contract/queue.ts';
import { recordsContract } from './contract/records.ts';
import type { Open, Opened, World } from './contract/world.ts';

/**
 * What every store must do, as tests. `open` gives an empty store for each test and takes the clock that it shall
 * use; `close` throws its data away.
 */
export const storeContract = (name: string, open: Open): void => {
  describe(`the store contract, ${name}`, () => {
    let opened: Opened | null = null;
    const present = (): Opened => {
      if (opened === null) throw new Error('no store is open');
      return opened;
    };
    const world: World = {
      now: NOON,
      get store() {
        return present().store;
      },
      get second() {
        return present().second;
      },
    };
    beforeEach(async () => {
      world.now = NOON;
      opened = await open(() => world.now);
    });
    afterEach(async () => {
      await opened?.close();
      opened = null;
    });

    queueContract(world);
    commitContract(world);
    linksContract(world);
    aboutContract(world);
    recordsContract(world);
    peopleContract(world);
  });
};
