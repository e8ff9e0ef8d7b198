import { setTimeout as wait } from 'node:timers/promises';
import type { DeliveryFaults } from '../shell/faults.ts';
import type { SeededRandom } from '../shell/random.ts';
import type { World } from '../world.ts';
import type { Actor } from './parts.ts';
import type { CompanyState } from './state.ts';
import type { WebhookNews } from './webhookShapes.ts';
import { webhookBody } from './webhookShapes.ts';

/** Waits between attempts. Whether TIMIFY repeats a refused call is not known; a few times is a fair guess. */
const RETRY_AFTER_MS = [300, 1_000, 3_000];
const ANSWER_WITHIN_MS = 10_000;
const AT_A_TIME = 16;
const REORDER_BY_MS = 150;

interface Delivery {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface WebhookSender {
  /** Tells the company's addresses. Changes by the app itself are told or not, by switch. Facts: timify §7 question 1. */
  send(state: CompanyState, news: WebhookNews, actor: Actor): void;
  /** A call to an address given with an import. Facts: timify §1.8 [D]. */
  progress(url: string, body: Record<string, unknown>): void;
  /** Resolves when nothing waits to be delivered. */
  idle(): Promise<void>;
  /** Forgets what waits. */
  reset(): void;
  waiting(): number;
}

async function post(delivery: Delivery): Promise<boolean> {
  try {
    const answer = await fetch(delivery.url, {
      method: 'POST',
      headers: delivery.headers,
      body: delivery.body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

export function createWebhookSender(
  world: World,
  random: SeededRandom,
  faults: () => DeliveryFaults,
): WebhookSender {
  let waiting = 0;
  let active = 0;
  let era = 0;
  const queue: (() => Promise<void>)[] = [];
  let idlers: (() => void)[] = [];

  const settle = (): void => {
    waiting -= 1;
    if (waiting > 0) return;
    for (const wake of idlers) wake();
    idlers = [];
  };
  const pump = (): void => {
    while (active < AT_A_TIME) {
      const next = queue.shift();
      if (!next) return;
      active += 1;
      void next().finally(() => {
        active -= 1;
        pump();
      });
    }
  };
  const attempt = (delivery: Delivery, tries: number, since: number): void => {
    queue.push(async () => {
      const pause = RETRY_AFTER_MS[tries];
      if (since !== era || (await post(delivery)) || pause === undefined) {
        settle();
        return;
      }
      void wait(pause).then(() => attempt(delivery, tries + 1, since));
    });
    pump();
  };
  const deliver = (delivery: Delivery): void => {
    const chances = faults();
    if (random.next() < chances.drop) return;
    const copies = random.next() < chances.duplicate ? 2 : 1;
    const late = random.next() < chances.reorder ? random.below(REORDER_BY_MS) : 0;
    const since = era;
    for (let copy = 0; copy < copies; copy += 1) {
      waiting += 1;
      const delay = world.notificationDelay() + late;
      if (delay === 0) attempt(delivery, 0, since);
      else void wait(delay).then(() => attempt(delivery, 0, since));
    }
  };
  return {
    send: (state, news, actor) => {
      if (actor === 'app' && world.switches.timifyOwnWebhooks === 'not-sent') return;
      const body = JSON.stringify(webhookBody(random, state.company.id, news));
      for (const { url, headerName, headerValue } of state.webhooks) {
        const headers: Record<string, string> = { 'Content-Type': 'application/json' };
        if (headerName !== null && headerValue !== null) headers[headerName] = headerValue;
        deliver({ url, headers, body });
      }
    },
    progress: (url, body) =>
      deliver({ url, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    idle: () => (waiting === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
    reset: () => {
      era += 1;
    },
    waiting: () => waiting,
  };
}
