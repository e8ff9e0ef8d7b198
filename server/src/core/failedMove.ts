/** An original that could not be moved to where a person had moved its copy, or wanted it. */
import { stale } from './fingerprint.ts';
import type { Link, Mirror } from './links.ts';
import { isAbout, type Entry, type Room } from './outcomes.ts';
import type { Write } from './planned.ts';
import { isAnswered, refusal } from './refusal.ts';

const movesCopy = (write: Write): boolean => write.op === 'update' && write.content.span !== undefined;

/** What became of the copies although their original could not be moved: no copy may be made or lost without our knowing. */
const mirrorsLeft = (old: Link, settled: readonly Mirror[], entries: readonly Entry[]): Mirror[] => {
  const before = old.mirrors.flatMap((mirror) => {
    const entry = entries.find(({ write }) => isAbout(write, mirror));
    if (entry?.outcome.state !== 'done') return mirror;
    if (entry.write.op === 'delete') return [];
    // That a person moved a copy must go on to be seen; where we have moved it, that is no person's doing.
    return movesCopy(entry.write)
      ? (settled.find(({ marker }) => marker === mirror.marker) ?? mirror)
      : mirror;
  });
  const made = settled.filter(
    ({ id, marker }) => id !== null && old.mirrors.every((mirror) => mirror.marker !== marker),
  );
  return [...before, ...made];
};

/** A move that the service did not want leaves the pair as it was, and what a person said about its series holds for it. */
const afterRefusedMove = (room: Room, old: Link, { write, outcome }: Entry): Link => {
  if (outcome.state !== 'failed' || outcome.kind !== 'refused') return old;
  const conflict = refusal(room, old, write);
  return isAnswered(room, conflict, old)
    ? { ...old, ignored: [...new Set([...old.ignored, conflict.id])] }
    : old;
};

/** The pair as it was; copies that we moved ahead of their original go back to it at the next look. */
export const afterFailedMove = (
  room: Room,
  old: Link,
  moved: Entry,
  done: { mirrors: readonly Mirror[]; entries: readonly Entry[] },
): Link => {
  const link = {
    ...afterRefusedMove(room, old, moved),
    mirrors: mirrorsLeft(old, done.mirrors, done.entries),
  };
  const isAhead = done.entries.some(
    ({ write, outcome }) => write !== moved.write && outcome.state === 'done' && movesCopy(write),
  );
  return isAhead ? stale(link) : link;
};
