import type { CalendarFacts, ChangeEntry } from '../model.ts';

/** What survives of a calendar in a snapshot. */
export interface CalendarState {
  facts: CalendarFacts;
  slots: [ordinal: number, key: string][];
  log: ChangeEntry[];
  logStart: number;
  nextOrdinal: number;
  /** Delta links of older generations are answered with 410. */
  generation: number;
}

/** A log this long is cut in half; delta links that point into the lost half are answered with 410, as by Graph's cache. */
const LONGEST_LOG = 100_000;

/**
 * One calendar: which events it holds, in order of arrival, and an append-only log of changes. A delta round reads the
 * log from where the last one ended, so its cost does not grow with the calendar (facts: graph §2).
 */
export class Calendar {
  facts: CalendarFacts;
  generation: number;
  readonly #slots: [ordinal: number, key: string][];
  #log: ChangeEntry[];
  #logStart: number;
  #nextOrdinal: number;

  constructor(state: CalendarState) {
    this.facts = state.facts;
    this.generation = state.generation;
    this.#slots = [...state.slots];
    this.#log = [...state.log];
    this.#logStart = state.logStart;
    this.#nextOrdinal = state.nextOrdinal;
  }

  static empty(facts: CalendarFacts): Calendar {
    return new Calendar({ facts, slots: [], log: [], logStart: 0, nextOrdinal: 1, generation: 100 });
  }

  get id(): string {
    return this.facts.id;
  }

  get size(): number {
    return this.#slots.length;
  }

  /** Number that the next log entry will have. */
  get head(): number {
    return this.#logStart + this.#log.length;
  }

  /** Keys after an ordinal, in order of arrival. */
  *after(ordinal: number): Generator<{ ordinal: number; key: string }> {
    for (let index = this.#firstAfter(ordinal); index < this.#slots.length; index++) {
      const slot = this.#slots[index];
      if (slot) yield { ordinal: slot[0], key: slot[1] };
    }
  }

  keys(): string[] {
    return this.#slots.map((slot) => slot[1]);
  }

  append(key: string): number {
    const ordinal = this.#nextOrdinal++;
    this.#slots.push([ordinal, key]);
    return ordinal;
  }

  drop(ordinal: number): void {
    const index = this.#firstAfter(ordinal - 1);
    if (this.#slots[index]?.[0] === ordinal) this.#slots.splice(index, 1);
  }

  record(entry: ChangeEntry): void {
    this.#log.push(entry);
    if (this.#log.length <= LONGEST_LOG) return;
    const cut = LONGEST_LOG / 2;
    this.#log = this.#log.slice(cut);
    this.#logStart += cut;
  }

  /** Entries in `[from, to)`, or undefined where they are no longer kept. */
  entries(from: number, to: number): ChangeEntry[] | undefined {
    if (from < this.#logStart || to > this.head) return undefined;
    return this.#log.slice(from - this.#logStart, to - this.#logStart);
  }

  state(): CalendarState {
    return {
      facts: this.facts,
      slots: [...this.#slots],
      log: [...this.#log],
      logStart: this.#logStart,
      nextOrdinal: this.#nextOrdinal,
      generation: this.generation,
    };
  }

  #firstAfter(ordinal: number): number {
    let low = 0;
    let high = this.#slots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#slots[middle]?.[0] ?? Infinity) <= ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
