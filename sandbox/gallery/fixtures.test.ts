import { describe, expect, it } from 'vitest';
import { api } from '../../shared/api.ts';
import type { Call } from '../../shared/call.ts';
import { ERROR_STATUS, ErrorBody } from '../../shared/errors.ts';
import { plainAnswers, refusalBody } from './answer.ts';
import { say, SCREENS } from './model.ts';
import type { GalleryState, PlainAnswer } from './model.ts';
import { STATES } from './states.ts';

/** The sandbox knows nothing of our server; that its fixtures are answers of that server is checked here alone. */

const CALLS: Call[] = Object.values(api);
const STREAM = 'GET /api/stream';

function callOf(name: string): Call | undefined {
  return CALLS.find(({ method, path }) => `${method.toUpperCase()} ${path}` === name);
}

function faults(name: string, answer: PlainAnswer): string[] {
  const call = callOf(name);
  if (name === STREAM || answer === 'never' || answer === 'drop') return [];
  if (!call) return [`${name} is no call of the API`];
  if ('refuse' in answer) {
    const parsed = ErrorBody.safeParse(refusalBody(answer.refuse, answer.facts));
    if (!parsed.success) return [`${name}: ${parsed.error.message}`];
    const status = ERROR_STATUS[parsed.data.error.id];
    return status === answer.status ? [] : [`${name}: ${answer.refuse} is a ${status}`];
  }
  const parsed = call.answer?.safeParse(answer.body);
  if (!parsed?.success) return [`${name}: ${parsed?.error.message ?? 'has no body'}`];
  // Nothing beside the contract either: the parsed value has what was said, and no less.
  return JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(answer.body))
    ? []
    : [`${name} says more than the contract`];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** This one is about an answer that the pane does not understand. */
const BROKEN = ['blocked-outdated'];

describe('the states of the gallery', () => {
  it('have names of their own and words in both languages', () => {
    expect(new Set(STATES.map(({ id }) => id)).size).toBe(STATES.length);
    for (const { title, shows } of STATES) {
      expect([title.de, title.en, shows.de, shows.en].every((text) => text.length > 2)).toBe(true);
    }
    expect(new Set(STATES.map(({ screen }) => screen))).toEqual(new Set(SCREENS));
  });

  it.each(STATES.filter(({ id }) => !BROKEN.includes(id)).map((state) => [state.id, state] as const))(
    '%s: its answers are those of the API',
    (_id, state: GalleryState) => {
      for (const language of ['de', 'en'] as const) {
        const answers = Object.entries(state.answers(say(language)));
        expect(
          answers.flatMap(([name, answer]) => plainAnswers(answer).flatMap((one) => faults(name, one))),
        ).toEqual([]);
      }
    },
  );
});
