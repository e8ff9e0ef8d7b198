/** Delta rounds against the stub. */
import { afterEach, beforeEach } from 'vitest';
import type { Changes } from '../changes.ts';
import { CAL, mailboxOn, WINDOW } from './events.ts';
import { createStub } from './stub.ts';
import type { Stub } from './stub.ts';

export const DELTA = '/calendarView/delta';

export interface Rounds {
  readonly stub: Stub;
  link: (token: string) => string;
  /** The only or last page. */
  last: (...value: unknown[]) => { body: unknown };
  /** A page with another one behind it. */
  more: (...value: unknown[]) => { body: unknown };
  /** `known`: ids that we hold, by series. */
  round: (cursor: string | null, known?: Record<string, string[]>) => Promise<Changes>;
}

/** A fresh stub for each test of the file. */
export const eachRound = (): Rounds => {
  let stub: Stub;
  let serial = 0;
  beforeEach(async () => {
    stub = await createStub();
  });
  afterEach(() => stub.close());
  const link = (token: string): string =>
    `${stub.origin}/v1.0/users/u/calendars/c/calendarView/delta?$${token}`;
  return {
    get stub() {
      return stub;
    },
    link,
    last: (...value) => ({ body: { value, '@odata.deltaLink': link('deltatoken=next.token') } }),
    more: (...value) => {
      serial += 1;
      return { body: { value, '@odata.nextLink': link(`skiptoken=${serial}`) } };
    },
    round: (cursor, known = {}) =>
      mailboxOn(stub).side.changes({
        calendarId: CAL,
        cursor,
        window: WINDOW,
        knownOfSeries: (id) => Promise.resolve(known[id] ?? []),
      }),
  };
};

export const titles = (items: readonly { id: string; title: string }[]): Record<string, string> =>
  Object.fromEntries(items.map((item) => [item.id, item.title]));
