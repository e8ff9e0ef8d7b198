import { setTimeout as wait } from 'node:timers/promises';

/** Waits between attempts. Whether TIMIFY repeats a refused call is not known; a few times is a fair guess. */
const RETRY_AFTER_MS = [300, 1_000, 3_000];
const ANSWER_WITHIN_MS = 10_000;
const AT_A_TIME = 16;

export interface Delivery {
  url: string;
  headers: Record<string, string>;
  body: string;
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

/** Brings webhooks to their addresses, some at a time, and tries again after a refusal. */
export class Courier {
  #waiting = 0;
  #active = 0;
  #era = 0;
  #idlers: (() => void)[] = [];
  readonly #queue: (() => Promise<void>)[] = [];

  send(delivery: Delivery, delayMs: number): void {
    this.#waiting += 1;
    const era = this.#era;
    if (delayMs === 0) this.#attempt(delivery, 0, era);
    else void wait(delayMs).then(() => this.#attempt(delivery, 0, era));
  }

  /** Resolves when nothing waits to be delivered. */
  idle(): Promise<void> {
    if (this.#waiting === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idlers.push(resolve));
  }

  /** What waits is not sent any more. */
  forget(): void {
    this.#era += 1;
  }

  #attempt(delivery: Delivery, tries: number, era: number): void {
    this.#queue.push(async () => {
      const pause = RETRY_AFTER_MS[tries];
      if (era !== this.#era || (await post(delivery)) || pause === undefined) this.#settle();
      else void wait(pause).then(() => this.#attempt(delivery, tries + 1, era));
    });
    this.#pump();
  }

  #pump(): void {
    while (this.#active < AT_A_TIME) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#active += 1;
      void next().finally(() => {
        this.#active -= 1;
        this.#pump();
      });
    }
  }

  #settle(): void {
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    for (const wake of this.#idlers) wake();
    this.#idlers = [];
  }
}
