import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../../shared/stream.ts';
import { connection } from '../../test/fixtures.ts';
import { SignInFault } from '../host/signInFault.ts';
import { followStream, pauseAfter } from './stream.ts';

const event = {
  kind: 'state',
  connectionId: 'con-1',
  companyId: 'com-1',
  at: '2026-11-24T09:00:00.000Z',
  connection,
};
const frame = (value: unknown) => `event: state\ndata: ${JSON.stringify(value)}\n\n`;

type Turn = string | Error;

/** Plays the turns one after the other, then ends. */
async function follow(turns: Turn[]) {
  const controller = new AbortController();
  const events: StreamEvent[] = [];
  const lines: string[] = [];
  const pauses: number[] = [];
  const open = () => {
    const turn = turns.shift();
    if (turn === undefined) controller.abort();
    if (turn instanceof Error) return Promise.reject(turn);
    return Promise.resolve(new Response(turn ?? ''));
  };
  await followStream(
    { onEvent: (one) => events.push(one), onLine: (line) => lines.push(line) },
    controller.signal,
    {
      client: { open },
      random: () => 1,
      wait: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    },
  );
  return { events, lines, pauses };
}

describe('the stream', () => {
  it('hands on events and ignores what it does not know', async () => {
    const { events } = await follow([frame(event) + frame({ kind: 'weather' }) + 'data: no json\n\n']);
    expect(events.map(({ kind }) => kind)).toEqual(['state']);
  });

  it('comes back by itself, with growing pauses, and says when it was away', async () => {
    const { lines, pauses } = await follow([
      frame(event),
      new TypeError('x'),
      new TypeError('x'),
      frame(event),
    ]);
    expect(pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
    expect(lines).toEqual(['live', 'lost', 'lost', 'back', 'back']);
  });

  it('ends where only the person can help', async () => {
    const { lines } = await follow([new SignInFault('needs-click'), frame(event)]);
    expect(lines).toEqual([]);
  });
});

it('never waits longer than half a minute, and scatters', () => {
  expect(pauseAfter(20, 1)).toBe(30_000);
  expect(pauseAfter(20, 0)).toBe(15_000);
});
