import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '../../scripts/child.ts';
import { startBalancer, type Balancer } from '../support/balancer.ts';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { freePort } from '../../scripts/freePort.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

const URI = process.env['TEST_MONGODB_URI'];
const WHY = URI
  ? ''
  : ' (skipped: TEST_MONGODB_URI is not set; `npm run test:mongo -- test/chaos/twoServers.test.ts` sets it)';

/** A lease lasts a minute, as seconds of the servers' clocks; whoever looks for work does so several times a second. */
const LEASE = 60;
const TAKEN_OVER_WITHIN = 30_000;
/** Between the end of a run in the database and the line that tells of it. */
const LATE_LINE = 250;

interface RunLine {
  server: number;
  work: string;
  fence: number;
  from: number;
  to: number;
}

const linesOf = (errors: readonly string[], server: number): RunLine[] =>
  errors
    .filter((line) => line.startsWith('{') && line.includes('"work"'))
    .map(
      (line) => JSON.parse(line) as { work: string; fence: number; time: string; ms?: number; msg: string },
    )
    .filter(({ msg }) => msg === 'run')
    .map(({ work, fence, time, ms = 0 }) => ({
      server,
      work,
      fence,
      from: Date.parse(time) - ms,
      to: Date.parse(time),
    }));

/** Nobody ran twice at once: in the order of their fences, each run begins after the one before has ended. */
const expectOneAtATime = (lines: readonly RunLine[]): void => {
  for (const work of new Set(lines.map((line) => line.work))) {
    const runs = lines.filter((line) => line.work === work).sort((a, b) => a.from - b.from);
    const fences = runs.map(({ fence }) => fence);
    expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b));
    for (const [index, run] of runs.entries()) {
      const before = runs[index - 1];
      if (before) expect(run.from).toBeGreaterThanOrEqual(before.to - LATE_LINE);
    }
  }
};

const blocked = async (person: Person): Promise<string[]> =>
  (await person.blockers()).map(({ title, start }) => `${start} ${title}`);

const made = async (person: Person): Promise<string[]> =>
  (await person.events()).map((event) => `${times(event).start} ${event.subject ?? ''}`).sort();

if (WHY) console.log(`two servers on one database${WHY}`);
describe.skipIf(!URI)(`two servers on one database${WHY}`, () => {
  let town: Town;
  let balancer: Balancer;
  let database: string;
  let shared: NodeJS.ProcessEnv;
  beforeAll(async () => {
    database = `chaos-${randomUUID()}`;
    balancer = await startBalancer(() => (town as Town | undefined)?.servers.map(({ url }) => url) ?? []);
    const uri = (URI ?? '').replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${database}`);
    shared = { MONGODB_URI: uri, PUBLIC_URL: balancer.url, LOG_LEVEL: 'info' };
    town = await Town.start({ servers: 2, env: shared, movable: true });
  }, 120_000);
  afterAll(async () => {
    await town.stop();
    await balancer.stop();
    const client = await new MongoClient(URI ?? '').connect();
    await client.db(database).dropDatabase();
    await client.close();
  });

  const runs = (): RunLine[] => town.servers.flatMap(({ errors }, server) => linesOf(errors, server));

  it('share the work, and no mailbox runs twice at once', async () => {
    const people: Person[] = [];
    for (let index = 0; index < 6; index += 1) people.push(await town.person());
    await Promise.all(people.map((person) => person.beginConnecting()));
    for (const person of people)
      await eventually('in step', async () => (await person.connection()).state === 'in-step', 60_000);
    await Promise.all(
      people.flatMap((person) =>
        [7, 9, 11, 13].flatMap((hour) => [
          person.event(`At ${hour}`, tomorrow(hour), tomorrow(hour, 30)),
          person.booking(tomorrow(hour, 0, 1), 30),
        ]),
      ),
    );
    for (const person of people)
      await eventually('linked', async () => (await person.connection()).counts.linked === 8, 60_000);
    await town.settled();
    for (const person of people) {
      expect((await person.blockers()).map(({ title }) => title)).toEqual(['At 7', 'At 9', 'At 11', 'At 13']);
      expect(await person.copies()).toHaveLength(4);
      expect(await person.events()).toHaveLength(8);
    }
    const connections = people.map(({ connectionId }) => connectionId);
    const ran = runs().filter(({ work }) => connections.includes(work));
    expect(new Set(ran.map(({ server }) => server))).toEqual(new Set([0, 1]));
    expectOneAtATime(runs());
    expect(town.complaints()).toEqual([]);
  });

  it('take over from one another: what one leaves behind when it is killed, the other finishes', async () => {
    await town.servers.pop()?.child.stop();
    const [victim] = town.servers;
    const busy = await town.person();
    const idle = await town.connected();
    for (let day = 0; day < 20; day += 1)
      for (const hour of [9, 11])
        await busy.event(`Day ${day}`, tomorrow(hour, 0, day), tomorrow(hour + 1, 0, day));
    // Slow enough that the other server is up before the import is over.
    await town.control('POST', '/latency', { timify: 4_000 });
    const since = new Date().toISOString();
    await busy.beginConnecting();
    await eventually('the first write', async () => (await town.writes(since, 'timify')).length > 0, 60_000);
    const [port, clock] = [await freePort(), await freePort()];
    await town.addServer({ ...victim?.env, PORT: String(port), CLOCK_PORT: String(clock) });
    town.servers.shift();
    await victim?.child.stop('SIGKILL');
    const written = (await town.writes(since, 'timify')).length;
    expect(written).toBeLessThan(40);
    await town.control('POST', '/latency', { timify: 0 });

    await idle.event('Meanwhile', tomorrow(7), tomorrow(8));
    await eventually('others go on meanwhile', async () => (await idle.blockers()).length === 1, 20_000);
    expect((await town.writes(since, 'timify')).length).toBe(written + 1);

    await town.moveClock(LEASE);
    await eventually(
      'the other goes on',
      async () => (await town.writes(since, 'timify')).length > written + 1,
      TAKEN_OVER_WITHIN,
    );
    await eventually('in step', async () => (await busy.connection()).state === 'in-step', 60_000);
    await town.settled();
    expect(await blocked(busy)).toEqual(await made(busy));
    expect(await busy.blockers()).toHaveLength(40);
    expect(await busy.events()).toHaveLength(40);

    const before = linesOf(victim?.errors ?? [], 0);
    const after = runs();
    const fenceOf = (lines: RunLine[]): number[] =>
      lines.filter(({ work }) => work === busy.connectionId).map(({ fence }) => fence);
    expect(Math.min(...fenceOf(after))).toBeGreaterThan(Math.max(0, ...fenceOf(before)) + 1);
    expectOneAtATime([...before, ...after]);
    expect(await busy.lookAgain()).toEqual([]);
    expect(town.complaints()).toEqual([]);
  });
});

describe('two servers on one embedded file', () => {
  it('the second refuses to start and says why, and the first goes on', async () => {
    const town = await Town.start();
    try {
      const lena = await town.connected();
      const said: string[] = [];
      const second = await startChild('server/src/main.ts', [], {
        speaks: false,
        env: { ...town.servers[0]?.env, PORT: String(await freePort()) },
        onError: (line) => said.push(line),
      });
      expect(await second.exited).toBe(1);
      expect(said.join('\n')).toMatch(/sync\.db is in use by another server process/);
      expect(said.join('\n')).toContain('MONGODB_URI');
      await lena.event('Dentist', tomorrow(9), tomorrow(10));
      await town.settled();
      expect(await lena.blockers()).toMatchObject([{ title: 'Dentist', start: tomorrow(9) }]);
    } finally {
      await town.stop();
    }
  });
});
