/**
 * Several requests as one `$batch` ("Combine multiple HTTP requests using JSON batching"): up to 20 parts, answered in
 * any order, each with its own status and `Retry-After`. A single request goes out plain.
 */
import { isFault } from '../core/fault.ts';
import type { Fault } from '../core/fault.ts';
import { faultOf, noAnswer, refusalOf } from './errors.ts';
import type { Answer, Call, Graph } from './http.ts';
import { batchAnswer, batchPart } from './schemas.ts';
import type { BatchPart } from './schemas.ts';

export const BATCH_LIMIT = 20;

export type Outcome = { ok: true; answer: Answer } | { ok: false; fault: Fault };

const settle = async (work: Promise<Answer>): Promise<Outcome> => {
  try {
    return { ok: true, answer: await work };
  } catch (error) {
    if (isFault(error)) return { ok: false, fault: error };
    throw error;
  }
};

const outcomeOf = (graph: Graph, call: Call, part: BatchPart | undefined): Outcome => {
  if (part === undefined) return { ok: false, fault: noAnswer(call.method, 'no part in the batch answer') };
  if (part.status < 300) return { ok: true, answer: { status: part.status, body: part.body } };
  const headers = Object.entries(part.headers ?? {});
  const header = (name: string): string | null =>
    headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
  return { ok: false, fault: faultOf(refusalOf(part.status, header, part.body), graph.context(call)) };
};

/** The whole batch was refused before any part was looked at: parts are sent one by one. */
const isNoBatch = (fault: Fault): boolean =>
  fault.status !== null && [400, 404, 405, 413, 415, 501].includes(fault.status);

/** When the batch as a whole got no answer, each write of it may have happened; reads are merely not done. */
const sharedFault = (fault: Fault, call: Call): Fault =>
  fault.kind === 'unanswered' && call.method === 'GET' ? noAnswer('GET', fault) : fault;

/** By id. A part that makes no sense is as good as missing. */
const partsOf = (body: unknown): Map<string, BatchPart> => {
  const responses = batchAnswer.safeParse(body).data?.responses ?? [];
  const parts = responses.flatMap((raw) => batchPart.safeParse(raw).data ?? []);
  return new Map(parts.map((part) => [part.id, part]));
};

const sendBatch = async (graph: Graph, calls: readonly Call[]): Promise<Outcome[]> => {
  const requests = calls.map((call, index) => ({
    id: String(index + 1),
    method: call.method,
    url: call.path,
    headers: graph.headers(call),
    ...(call.body === undefined ? {} : { body: call.body }),
  }));
  const whole = await settle(
    graph.call({
      method: 'POST',
      path: '/$batch',
      target: 'batch',
      body: { requests },
      weight: calls.length,
    }),
  );
  if (!whole.ok) {
    if (isNoBatch(whole.fault)) return sendEach(graph, calls);
    return calls.map((call) => ({ ok: false, fault: sharedFault(whole.fault, call) }));
  }
  const parts = partsOf(whole.answer.body);
  return Promise.all(
    calls.map(async (call, index) => {
      const part = parts.get(String(index + 1));
      // An expired token is renewed by the plain way; a 401 has done nothing.
      return part?.status === 401 ? settle(graph.call(call)) : outcomeOf(graph, call, part);
    }),
  );
};

const sendEach = (graph: Graph, calls: readonly Call[]): Promise<Outcome[]> =>
  Promise.all(calls.map((call) => settle(graph.call(call))));

/** Outcomes in the order of `calls`. Never rejects with a `Fault`. */
export const sendAll = async (graph: Graph, calls: readonly Call[]): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < calls.length; at += BATCH_LIMIT) {
    const chunk = calls.slice(at, at + BATCH_LIMIT);
    outcomes.push(...(await (chunk.length === 1 ? sendEach(graph, chunk) : sendBatch(graph, chunk))));
  }
  return outcomes;
};

/** Collects calls made in the same turn of the event loop and sends them together. */
export const createCollector = (graph: Graph): ((call: Call) => Promise<Answer>) => {
  let waiting: { call: Call; done: (outcome: Promise<Outcome>) => void }[] = [];

  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    const all = sendAll(
      graph,
      batch.map(({ call }) => call),
    );
    batch.forEach(({ call, done }, index) => {
      done(all.then((outcomes) => outcomes[index] ?? { ok: false, fault: noAnswer(call.method, 'lost') }));
    });
  };

  return async (call) => {
    const outcome = await new Promise<Outcome>((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ call, done: resolve });
    });
    if (!outcome.ok) throw outcome.fault;
    return outcome.answer;
  };
};
