/** What a person chose for one connection, its calendars and its settings: written in this one way. */
import { ATTEMPTS, tooManyChanges } from '../companyRow.ts';
import type { Connection } from '../documents.ts';
import { isLive } from '../policy.ts';
import { notFound } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import type { Copies } from '../../core/departure.ts';
import { copiesRequired, countUnowned, releaseLeft, type Shape } from '../unowned.ts';

export interface Choice {
  values: Partial<Pick<Connection, 'settings' | 'calendars' | 'writeCalendarId'>>;
  before: Shape;
  after: Shape;
}

interface Change {
  /** Made from the connection as it is at that moment; again where somebody else was faster. */
  choose: (present: Connection) => Promise<Choice>;
  copies: Copies | null;
  by: string;
}

/**
 * Changes one upon the other, by two people or in two calls of one, all hold: each is a version of its own. Rejects with
 * `copies_required` where copies would be left that no rule owns.
 */
export const changeChoices = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'releaseCopies'>,
  connection: Connection,
  { choose, copies, by }: Change,
): Promise<Connection> => {
  let present = connection;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { id, settingsVersion } = present;
    const { values, before, after } = await choose(present);
    const count = await countUnowned(deps.store, id, before, after);
    if (count > 0 && copies === null) throw copiesRequired(count);
    const stored = { ...values, settingsVersion: settingsVersion + 1 };
    if (await deps.store.connections.change(id, stored, settingsVersion)) {
      const changed = { ...present, ...stored };
      await releaseLeft(deps, changed, by, { before, after, count, copies });
      return changed;
    }
    const others = await deps.store.connections.get(id);
    if (!others || !isLive(others)) throw notFound();
    present = others;
  }
  throw tooManyChanges();
};
