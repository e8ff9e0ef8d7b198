import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../../support/answers.ts';
import type { Person } from '../../support/person.ts';
import { eventually } from '../../support/call.ts';
import { Town } from '../../support/town.ts';
import { on, span } from '../../support/ways.ts';

/** The database in one file: it is there for every run, and can be made to refuse from outside. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** As long as `act` goes on, whoever writes a link into the server's database is refused by the database itself. */
const refusingLinks = async (act: () => Promise<void>): Promise<void> => {
  const database = new Database(join(town.folder, 'server', 'sync.db'));
  database.exec('pragma busy_timeout = 5000');
  database.exec(
    "create trigger refuse before insert on links begin select raise(abort, 'the disk is full'); end",
  );
  try {
    await act();
  } finally {
    database.exec('drop trigger refuse');
    database.close();
  }
};

/** A run failed, and was not only late. */
const failed = (lena: Person): Promise<unknown> =>
  eventually('a run that could not write', () =>
    Promise.resolve(
      town.lines.some((line) => line.includes('"level":50') && line.includes(lena.connectionId)),
    ),
  );

describe('a database that refuses a write', { timeout: 120_000 }, () => {
  it('S-032 no event is made of a booking that could not be written down first; later there is one', async () => {
    const lena = await town.connected();
    const since = new Date().toISOString();
    await refusingLinks(async () => {
      await lena.booking(on(9), 60);
      await failed(lena);
      expect(await town.writes(since)).toEqual([]);
      expect(await lena.copies()).toEqual([]);
    });
    await lena.action('sync');
    await town.settled();
    expect((await lena.events()).map(times)).toEqual([span(on(9), on(10))]);
    expect(await town.writes(since)).toMatchObject([{ service: 'graph', method: 'POST', status: 201 }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-032 nor is time blocked for an event', async () => {
    const lena = await town.connected();
    const since = new Date().toISOString();
    await refusingLinks(async () => {
      await lena.event('Dentist', on(9), on(10));
      await failed(lena);
      expect(await town.writes(since)).toEqual([]);
    });
    await lena.action('sync');
    await town.settled();
    expect(await lena.blockers()).toMatchObject([span(on(9), on(10))]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
