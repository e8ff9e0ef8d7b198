import { createHash } from 'node:crypto';
import type { WorldRandom } from '../world.ts';

export type RandomState = [number, number, number, number];

export interface SeededRandom extends WorldRandom {
  /** An integer in [0, below). */
  below(limit: number): number;
  pick<T>(values: readonly [T, ...T[]]): T;
  state(): RandomState;
  reseed(seed: string): void;
  restore(state: RandomState): void;
}

function fromSeed(seed: string): RandomState {
  const digest = createHash('sha256').update(seed).digest();
  return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), 1];
}

/** Small fast counter generator (sfc32): four words of state, so that a saved world goes on where it stopped. */
function step(state: RandomState): number {
  const [a, b, c, counter] = state;
  const sum = (a + b + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
  state[3] = (counter + 1) | 0;
  return (sum >>> 0) / 4294967296;
}

export function createRandom(seed: string): SeededRandom {
  let state = fromSeed(seed);
  const next = (): number => step(state);
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length) text += below(16).toString(16);
    return text;
  };
  return {
    next,
    below,
    hex,
    pick: (values) => values[below(values.length)] ?? values[0],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(below(4))}${hex(3)}-${hex(12)}`,
    base64url: (bytes) => Buffer.from(Array.from({ length: bytes }, () => below(256))).toString('base64url'),
    state: () => [...state],
    reseed: (value) => {
      state = fromSeed(value);
    },
    restore: (saved) => {
      state = [...saved];
    },
  };
}
