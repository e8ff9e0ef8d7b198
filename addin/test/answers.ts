import { api, companyPath, type CallName } from '../../shared/api.ts';
import type { Call } from '../../shared/call.ts';
import type { Answers } from './world.ts';

/** The canned answer to a request, checked against the contract before it is sent; so is what was asked. */
export function answerTo(
  method: string,
  path: string,
  answers: Answers,
  body?: unknown,
  query = new URLSearchParams(),
): { readonly status: number; readonly body: string } {
  const name = callNamed(method, path);
  const canned = name === undefined ? undefined : answers[name];
  const answer = isByQuery(canned) ? canned(query) : canned;
  if (name === undefined || answer === undefined) return { status: 404, body: refusal('not_found') };
  if (isRefusal(answer)) return { status: answer.status, body: refusal(answer.refuse, answer.facts) };
  const call: Call = api[name];
  if (call.body?.safeParse(body).success === false) return { status: 400, body: refusal('invalid_body') };
  if (call.answer === undefined) return { status: 204, body: '' };
  return { status: call.status?.[0] ?? 200, body: JSON.stringify(call.answer.parse(answer)) };
}

/** An answer that depends on what was asked for: one of several lists, or a page of one. */
const isByQuery = (answer: unknown): answer is (query: URLSearchParams) => unknown =>
  typeof answer === 'function';

interface Refusal {
  readonly refuse: string;
  readonly status: number;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refuse' in answer;

const refusal = (id: string, facts: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ error: { id, message: id, requestId: '7F3C-21A9', ...facts } });

export function callNamed(method: string, path: string): CallName | undefined {
  const matches = ([, call]: [string, Call]): boolean =>
    call.method.toUpperCase() === method &&
    [call.path, companyPath(call.path)].some(
      (template) => template !== null && patternOf(template).test(path),
    );
  // Fixed segments win over placeholders.
  const found = (Object.entries(api) as [CallName, Call][])
    .filter(matches)
    .sort(([, a], [, b]) => (a.path.match(/\{/g)?.length ?? 0) - (b.path.match(/\{/g)?.length ?? 0));
  return found[0]?.[0];
}

const patternOf = (template: string): RegExp => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`);
