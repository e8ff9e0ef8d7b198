/** A server in this very process, on a clock that a test moves: nothing is spawned, so a debugger sees both worlds. */
import { readConfig } from '../../server/src/config.ts';
import type { Log } from '../../server/src/sync/ports/process.ts';
import { wire } from '../../server/src/wire.ts';
import { movableClock } from './movableClock.ts';

export interface OwnProcess {
  moveClock(by: number): void;
  stop(): Promise<void>;
}

/** As pino writes them. */
const logTo = (note: (line: string) => void): Log => {
  const at =
    (level: number) =>
    (msg: string, facts: Record<string, unknown> = {}): void =>
      note(JSON.stringify({ level, ...facts, msg }));
  return { info: at(30), warn: at(40), error: at(50) };
};

export const startHere = async (
  env: NodeJS.ProcessEnv,
  note: (line: string) => void,
  ahead: number,
): Promise<OwnProcess> => {
  const clock = movableClock();
  clock.advance(ahead);
  const wired = await wire(readConfig(env), logTo(note), clock);
  await wired.start();
  return { moveClock: (by) => clock.advance(by), stop: () => wired.stop() };
};
