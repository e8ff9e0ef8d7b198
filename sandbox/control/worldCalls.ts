import type { Response } from 'express';
import { z } from 'zod';
import { SWITCH_NAMES, SWITCH_VALUES } from '../switches.ts';
import { ControlRefusal, read } from './errors.ts';
import type { ControlParts } from './parts.ts';
import { timifyState } from './timifyCalls.ts';

const switchShape = Object.fromEntries(
  SWITCH_NAMES.map((name) => [
    name,
    z
      .union(SWITCH_VALUES[name].map((value) => z.literal(value)) as [z.ZodLiteral, ...z.ZodLiteral[]])
      .optional(),
  ]),
);

const switches = z.strictObject(switchShape).optional();

export function reset({ sandbox }: ControlParts, body: unknown): unknown {
  const input = read({ seed: z.string().optional(), switches, empty: z.boolean().optional() }, body);
  sandbox.reset({
    ...(input.seed === undefined ? {} : { seed: input.seed }),
    ...(input.switches === undefined ? {} : { switches: input.switches }),
    ...(input.empty === undefined ? {} : { empty: input.empty }),
  });
  return { switches: sandbox.world.switches };
}

/** Changes switches in a running world, for trying things out. */
export function setSwitches({ sandbox }: ControlParts, body: unknown): unknown {
  const input = read({ switches }, { switches: body });
  Object.assign(sandbox.world.switches, input.switches);
  sandbox.world.changed();
  return { switches: sandbox.world.switches };
}

export function state({ sandbox }: ControlParts): unknown {
  return {
    office: sandbox.graph.state(),
    timify: timifyState(sandbox.timify),
    switches: sandbox.world.switches,
  };
}

export function advance({ sandbox }: ControlParts, body: unknown): unknown {
  const { advance: seconds } = read(
    {
      advance: z
        .number()
        .nonnegative()
        .max(10 * 366 * 24 * 3600),
    },
    body,
  );
  sandbox.world.clock.advance(seconds);
  sandbox.world.changed();
  return clock({ sandbox });
}

export function clock({ sandbox }: Pick<ControlParts, 'sandbox'>): unknown {
  return { now: new Date(sandbox.world.clock.now()).toISOString() };
}

export function requests({ sandbox }: ControlParts, query: Record<string, unknown>): unknown {
  const since = query['since'];
  if (since === undefined) return { items: sandbox.world.journal.since(undefined) };
  if (typeof since !== 'string' || Number.isNaN(Date.parse(since))) {
    throw new ControlRefusal(400, 'invalid_query', 'since must be an ISO time.', 'since');
  }
  return { items: sandbox.world.journal.since(since) };
}

export function setLatency({ ground, sandbox }: ControlParts, body: unknown): unknown {
  const milliseconds = z.number().nonnegative().max(600_000).optional();
  const input = read(
    { entra: milliseconds, graph: milliseconds, timify: milliseconds, notification: milliseconds },
    body,
  );
  const { latency } = ground;
  for (const name of ['entra', 'timify', 'notification'] as const)
    latency[name] = input[name] ?? latency[name];
  const { latency: graph } = sandbox.graph;
  graph.milliseconds = input.graph ?? graph.milliseconds;
  return { ...latency, graph: graph.milliseconds };
}

/** Where our own server runs, and how it marks its copies: for the pages. */
export function setServer({ sandbox, ground }: ControlParts, body: unknown): unknown {
  const input = read({ url: z.url().nullable().optional(), marker: z.string().nullable().optional() }, body);
  const { settings } = ground;
  if (input.url !== undefined) settings.serverUrl = input.url;
  if (input.marker !== undefined) settings.marker = input.marker;
  sandbox.world.changed();
  return { url: settings.serverUrl, marker: settings.marker };
}

const IDLE_WITHIN_MS = 30_000;

/** Answers when nothing waits for delivery; `idle: false` when that takes too long. */
export async function idle({ sandbox }: ControlParts): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), IDLE_WITHIN_MS);
  });
  const done = await Promise.race([sandbox.idle().then(() => true), late]);
  clearTimeout(timer);
  return { idle: done };
}

/** Server-sent events: what happens, in plain words. */
export function follow({ sandbox }: ControlParts, res: Response): void {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    Connection: 'keep-alive',
  });
  res.write(': here\n\n');
  const stop = sandbox.world.events.subscribe((event) => res.write(`data: ${JSON.stringify(event)}\n\n`));
  res.on('close', stop);
}
