/**
 * At most four requests under way per mailbox and app ("Microsoft Graph service-specific throttling limits": Outlook).
 * A `$batch` counts as up to four, since Outlook runs four of its parts at a time. First come, first served.
 */
export const MAILBOX_LIMIT = 4;

interface Waiting {
  weight: number;
  start: () => void;
}

class Gate {
  #used = 0;
  readonly #waiting: Waiting[] = [];

  get idle(): boolean {
    return this.#used === 0 && this.#waiting.length === 0;
  }

  async enter(weight: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#used + weight <= MAILBOX_LIMIT) {
      this.#used += weight;
      return;
    }
    await new Promise<void>((start) => this.#waiting.push({ weight, start }));
  }

  leave(weight: number): void {
    this.#used -= weight;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#used + next.weight > MAILBOX_LIMIT) return;
      this.#waiting.shift();
      this.#used += next.weight;
      next.start();
    }
  }
}

export interface Gates {
  /** Runs `task` when the mailbox has room for `weight` requests. */
  run<T>(mailbox: string, weight: number, task: () => Promise<T>): Promise<T>;
  /** Mailboxes with requests under way or waiting. */
  readonly size: number;
}

export const createGates = (): Gates => {
  const gates = new Map<string, Gate>();
  return {
    async run(mailbox, weight, task) {
      const gate = gates.get(mailbox) ?? new Gate();
      gates.set(mailbox, gate);
      const share = Math.min(weight, MAILBOX_LIMIT);
      await gate.enter(share);
      try {
        return await task();
      } finally {
        gate.leave(share);
        if (gate.idle) gates.delete(mailbox);
      }
    },
    get size() {
      return gates.size;
    },
  };
};
