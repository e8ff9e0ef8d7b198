import { api, type CallName } from '../../shared/api.ts';
import type { Me } from '../../shared/me.ts';
import type { Call } from '../../shared/call.ts';
import { answerTo } from '../../sandbox/gallery/answer.ts';
import { say } from '../../sandbox/gallery/model.ts';
import { worldWith } from '../../sandbox/gallery/states/world.ts';

/** What a call is answered with, by its name in the contract. */
export type Answers = Partial<Record<CallName, unknown>>;

const ALL_WELL = worldWith(say('de'));

/** Answers of a server on which all is well: the gallery's. A case overrides what it is about. */
export function worldOf({
  me,
  answers = {},
}: { readonly me?: Me; readonly answers?: Answers } = {}): Answers {
  const [connection] = me?.connections ?? [];
  return {
    ...WELL,
    ...(me === undefined ? {} : { me }),
    ...(connection === undefined ? {} : { connection }),
    ...answers,
  };
}

const WELL: Answers = Object.fromEntries(
  Object.entries<Call>(api).flatMap(([name, { method, path }]) => {
    const answer = answerTo(ALL_WELL, { method: method.toUpperCase(), path, query: {} });
    return typeof answer === 'object' && 'body' in answer ? [[name, answer.body]] : [];
  }),
);
