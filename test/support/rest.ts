import { expect } from 'vitest';
import type { Person } from './person.ts';

/** Nothing is left to do, exactly this is asked, and others had no more mails than those they were `told` before. */
export const expectRest = async (person: Person, kinds: string[] = [], told = 0): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect((await person.conflicts()).map(({ kind }) => kind)).toEqual(kinds);
  expect(await person.town.mailsToOthers()).toHaveLength(told);
};

/** What is done in `acts` is heard of all at once, when the sync goes on. */
export const whilePaused = async (person: Person, acts: () => Promise<unknown>): Promise<void> => {
  await person.action('pause');
  await acts();
  await person.town.settled();
  await person.action('resume');
  await person.town.settled();
};
