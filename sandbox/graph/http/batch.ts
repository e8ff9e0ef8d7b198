import { z } from 'zod';
import type { World } from '../../world.ts';
import { refuse } from '../errors.ts';
import { asObject, check } from '../events/input.ts';
import type { GraphAnswer, GraphRequest } from './call.ts';

/** `$batch` (facts: graph §4.2): at most 20 parts, four at a time, answers in any order. */
const MOST_PARTS = 20;
const AT_ONCE = 4;

const part = z.strictObject({
  id: z.string().min(1),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).nullish(),
});
const schema = z.looseObject({ requests: z.array(part).min(1) });

type Part = z.infer<typeof part>;

interface PartAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

type Handle = (request: GraphRequest) => Promise<GraphAnswer>;

export async function answerBatch(world: World, request: GraphRequest, handle: Handle): Promise<GraphAnswer> {
  const { requests } = check(schema, asObject(request.body), 'microsoft.graph.batch');
  refuseBadBatch(requests);
  const answers = new Map<string, PartAnswer>();
  const waves = wavesOf(requests);
  for (const wave of waves) {
    await inLanes(wave, waves.length > 1 ? 1 : AT_ONCE, async (one) => {
      answers.set(one.id.toLowerCase(), await runPart(world, request, one, handle, answers));
    });
  }
  return { status: 200, headers: {}, body: { responses: shuffled(world, [...answers.values()]) } };
}

function refuseBadBatch(requests: readonly Part[]): void {
  if (requests.length > MOST_PARTS)
    throw refuse.badRequest('Number of batch request steps exceeds the maximum value of 20.');
  const ids = requests.map((one) => one.id.toLowerCase());
  if (new Set(ids).size !== ids.length)
    throw refuse.badRequest('The ids of the requests in a batch must be unique.');
  for (const one of requests) {
    if (/^https?:/i.test(one.url))
      throw refuse.badRequest(`The url of request '${one.id}' must be relative.`);
    for (const other of one.dependsOn ?? []) {
      if (!ids.includes(other.toLowerCase()))
        throw refuse.badRequest(`Request '${one.id}' depends on an unknown request.`);
    }
  }
}

/** Parts whose dependencies are all in earlier waves. */
function wavesOf(requests: readonly Part[]): Part[][] {
  const waves: Part[][] = [];
  const done = new Set<string>();
  let left = [...requests];
  while (left.length > 0) {
    const ready = left.filter((one) => (one.dependsOn ?? []).every((id) => done.has(id.toLowerCase())));
    if (ready.length === 0) throw refuse.badRequest('The dependencies of the batch form a circle.');
    for (const one of ready) done.add(one.id.toLowerCase());
    left = left.filter((one) => !ready.includes(one));
    waves.push(ready);
  }
  return waves;
}

async function inLanes(
  parts: readonly Part[],
  lanes: number,
  run: (part: Part) => Promise<void>,
): Promise<void> {
  const queue = [...parts];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, parts.length) }, lane));
}

/** Each part is a row in the journal, counts against the limits, and fails with 424 where its parent failed. */
async function runPart(
  world: World,
  batch: GraphRequest,
  one: Part,
  handle: Handle,
  earlier: ReadonlyMap<string, PartAnswer>,
): Promise<PartAnswer> {
  const parents = (one.dependsOn ?? []).map((id) => earlier.get(id.toLowerCase()));
  if (parents.some((parent) => !parent || parent.status >= 400)) return failedDependency(one);
  const path = one.url.startsWith('/') ? one.url : `/${one.url}`;
  const method = one.method.toUpperCase();
  const answered = world.journal.begin({ service: 'graph', method, path });
  const done =
    world.injectedAnswer?.('graph', method, path) ??
    (await safely(() => runRequest(batch, one, path, handle)));
  answered(done.status);
  const { status, headers, body } = done;
  return {
    id: one.id,
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  };
}

function runRequest(batch: GraphRequest, one: Part, path: string, handle: Handle): Promise<GraphAnswer> {
  const headers: Record<string, string> = {};
  const authorization = batch.headers['authorization'];
  if (authorization !== undefined) headers['authorization'] = authorization;
  for (const [name, value] of Object.entries(one.headers ?? {})) headers[name.toLowerCase()] = value;
  if (one.body !== undefined && !/\bjson\b/i.test(headers['content-type'] ?? '')) throw refuse.mediaType();
  return handle({ method: one.method.toUpperCase(), path, headers, body: one.body, origin: batch.origin });
}

/** A refusal before dispatch is the part's, not the batch's. */
async function safely(run: () => Promise<GraphAnswer>): Promise<GraphAnswer> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Error) || !('status' in error) || !('code' in error)) throw error;
    return {
      status: Number(error.status),
      headers: {},
      body: { error: { code: error.code, message: error.message } },
    };
  }
}

function failedDependency(one: Part): PartAnswer {
  const error = { code: 'FailedDependency', message: 'A request on which this one depends has failed.' };
  return { id: one.id, status: 424, headers: { 'Content-Type': 'application/json' }, body: { error } };
}

function shuffled<T>(world: World, items: T[]): T[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(world.random.next() * (index + 1));
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) [items[index], items[other]] = [b, a];
  }
  return items;
}
