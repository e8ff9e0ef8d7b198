import type { DeliveryFaults } from '../shell/faults.ts';
import type { SeededRandom } from '../shell/random.ts';
import type { World } from '../world.ts';
import { Courier } from './courier.ts';
import type { Actor } from './model.ts';
import type { CompanyState } from './state.ts';
import type { WebhookNews } from './webhookShapes.ts';
import { webhookBody } from './webhookShapes.ts';

const REORDER_BY_MS = 150;

export interface WebhookSender {
  /** Tells the company's addresses. Changes by the app itself are told or not, by switch. Facts: timify §7 question 1. */
  send(state: CompanyState, news: WebhookNews, actor: Actor): void;
  /** A call to an address given with an import. Facts: timify §1.8 [D]. */
  progress(url: string, body: Record<string, unknown>): void;
  /** Resolves when nothing waits to be delivered. */
  idle(): Promise<void>;
  /** Forgets what waits. */
  reset(): void;
}

export function createWebhookSender(
  world: World,
  random: SeededRandom,
  faults: () => DeliveryFaults,
): WebhookSender {
  const courier = new Courier();

  const deliver = (url: string, body: string, secret: Record<string, string> = {}): void => {
    const chances = faults();
    if (random.next() < chances.drop) return;
    const copies = random.next() < chances.duplicate ? 2 : 1;
    const late = random.next() < chances.reorder ? random.below(REORDER_BY_MS) : 0;
    const headers = { 'Content-Type': 'application/json', ...secret };
    for (let copy = 0; copy < copies; copy += 1) {
      courier.send({ url, headers, body }, world.notificationDelay() + late);
    }
  };
  return {
    send: (state, news, actor) => {
      if (actor === 'app' && world.switches.timifyOwnWebhooks === 'not-sent') return;
      const body = JSON.stringify(webhookBody(random, state.company.id, news));
      for (const { url, headerName, headerValue } of state.webhooks) {
        const secret = headerName === null || headerValue === null ? {} : { [headerName]: headerValue };
        deliver(url, body, secret);
      }
    },
    progress: (url, body) => deliver(url, JSON.stringify(body)),
    idle: () => courier.idle(),
    reset: () => courier.forget(),
  };
}
