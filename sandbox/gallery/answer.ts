import type { FixtureAnswer, FixtureAnswers, PlainAnswer } from './model.ts';

/** Finds the answer of a state to one call of the pane. */

/** Calls of one company exist under its own address too. */
function plainPath(path: string): string {
  return path.replace(/^\/api\/companies\/[^/]+/, '/api/company');
}

function matches(template: string, path: string): boolean {
  const [parts, given] = [template.split('/'), path.split('/')];
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith('{') || part === given[index])
  );
}

/** Those that an answer may come to. */
export function plainAnswers(answer: FixtureAnswer): PlainAnswer[] {
  if (typeof answer !== 'object') return [answer];
  if ('query' in answer) return [answer.then, answer.otherwise];
  return 'first' in answer ? [answer.first, answer.later] : [answer];
}

export interface Asked {
  method: string;
  /** The one under `/api`. */
  path: string;
  query: Readonly<Record<string, unknown>>;
  /** How often the page has asked this before. */
  turn?: number;
}

/** Undefined: the state has no answer to it. */
export function answerTo(answers: FixtureAnswers, asked: Asked): PlainAnswer | undefined {
  const { method, path, query, turn = 0 } = asked;
  const wanted = plainPath(path);
  // Fixed segments win over placeholders.
  const [found] = Object.entries(answers)
    .filter(([call]) => {
      const [verb, template = ''] = call.split(' ');
      return verb === method && matches(template, wanted);
    })
    .sort(([a], [b]) => a.split('{').length - b.split('{').length);
  if (!found) return undefined;
  const [, answer] = found;
  if (typeof answer === 'object' && 'first' in answer) return turn === 0 ? answer.first : answer.later;
  if (typeof answer !== 'object' || !('query' in answer)) return answer;
  return query[answer.query] === answer.value ? answer.then : answer.otherwise;
}

/** The body of a refusal, as the API writes it. */
export function refusalBody(id: string, facts: Record<string, unknown> = {}): Record<string, unknown> {
  return { error: { id, message: id, requestId: '7F3C-21A9', ...facts } };
}
