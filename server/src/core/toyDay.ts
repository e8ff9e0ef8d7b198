/** One company's days in the toy world: what rings there, and what is looked at for it. */
import type { Undo } from './decisions.ts';
import type { SideName } from './items.ts';
import { run, type RunOptions } from './toyRun.ts';
import { WINDOW, type Toy } from './toyWorld.ts';

export const SIDES: readonly SideName[] = ['office', 'timify'];

/** What people do rings, what we write rings, and only what rang is looked at. */
export class Day {
  readonly world: Toy;
  window = WINDOW;
  /** A backup came back: an event of ours whose booking has gone is told from a person's own by nothing. */
  isRestored = false;
  readonly answers: Undo[] = [];
  backup: Pick<Toy, 'links' | 'conflicts'> | null = null;
  readonly #known: Record<SideName, Map<string, string>> = { office: new Map(), timify: new Map() };
  readonly #rung: Record<SideName, Set<string>> = { office: new Set(), timify: new Set() };

  constructor(world: Toy) {
    this.world = world;
  }

  /** Bells ring for whatever is another than it was, by whoever's doing. */
  ring(): void {
    for (const side of SIDES) {
      const now = new Map([...this.world[side]].map(([id, { version }]) => [id, version]));
      const before = this.#known[side];
      for (const id of [...now.keys(), ...before.keys()])
        if (now.get(id) !== before.get(id)) this.#rung[side].add(id);
      this.#known[side] = now;
    }
  }

  /** Nobody hears what rang so far. */
  deafen(): void {
    this.ring();
    for (const side of SIDES) this.#rung[side].clear();
  }

  /** A look at whatever rang or is to be tried again, or at everything. What dies or can't read is looked at again. */
  look(more: RunOptions = {}, full = false): void {
    this.ring();
    for (const { side, id } of this.world.retry) this.#rung[side].add(id);
    const changes = { office: [...this.#rung.office], timify: [...this.#rung.timify] };
    for (const side of SIDES) this.#rung[side].clear();
    run(this.world, { window: this.window, ...(full ? {} : { changes }), ...more });
    if (more.dieAfter !== undefined)
      for (const side of SIDES) for (const id of changes[side]) this.#rung[side].add(id);
    for (const id of more.unreadable ?? []) this.#rung.office.add(id);
    this.ring();
  }

  #isQuiet(): boolean {
    this.ring();
    return this.world.retry.length === 0 && SIDES.every((side) => this.#rung[side].size === 0);
  }

  /** Looks until nothing rings any more. What a service does not want is tried for ever, later and later. */
  rest(): void {
    for (let round = 0; round < 12; round += 1) {
      if (this.#isQuiet()) return;
      this.look();
    }
    if (!this.world.failed) throw new Error('nothing failed, and there is no rest');
  }
}
