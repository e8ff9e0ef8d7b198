/**
 * How long a change takes from one calendar to the other, and how fast a first import is, with services that answer at
 * once: what is left is our own time and this machine's. It measures; it never judges.
 *
 *   node --import tsx test/bench/latency.ts [changes each way, 30] [items to import, 1000]
 */
import { Person, tomorrow } from '../support/person.ts';
import { eventually, Town, type JournalRow } from '../support/town.ts';

const [CHANGES = 30, STORED = 1_000] = process.argv.slice(2).map(Number);

/** Nobody's events lie at that hour; a day of its own for each turn, as far as TIMIFY lists at once. */
const at = (turn: number, minute = 0): string => tomorrow(3 + (turn % 3), minute, Math.floor(turn / 3) % 25);

const isWrite = ({ service, method, path }: JournalRow): boolean =>
  service !== 'entra' && method !== 'GET' && !/^\/(\$batch|auth\/|subscriptions)/.test(path);

/** Milliseconds from the write that causes to the write that arrives, as the services saw them come. */
const delay = async (
  town: Town,
  to: JournalRow['service'],
  change: () => Promise<unknown>,
): Promise<number> => {
  await town.settled();
  const since = new Date().toISOString();
  await change();
  const [cause, arrival] = await eventually('its arrival', async () => {
    const rows = (await town.requests(since)).filter(isWrite);
    const made = rows.find(({ service }) => service !== to);
    const came = rows.find(({ service }) => service === to);
    return made && came && [made, came];
  });
  return Date.parse(arrival.time) - Date.parse(cause.time);
};

/** Each thing is made, then moved, then deleted: three changes. */
const eventsToBlockers = async (town: Town, person: Person): Promise<number[]> => {
  const delays: number[] = [];
  for (let turn = 0; delays.length < CHANGES; turn += 1) {
    let event = { id: '' };
    const steps = [
      async () => (event = await person.event(`Event ${turn}`, at(turn), at(turn, 20))),
      () => person.change(event, { from: at(turn, 5), to: at(turn, 25) }),
      () => person.remove(event),
    ];
    for (const step of steps) delays.push(await delay(town, 'timify', step));
  }
  return delays.slice(0, CHANGES);
};

const bookingsToEvents = async (town: Town, person: Person): Promise<number[]> => {
  const delays: number[] = [];
  for (let turn = 0; delays.length < CHANGES; turn += 1) {
    let booking = { id: '' };
    const datetime = at(turn, 35).slice(0, 16).replace('T', ' ');
    const steps = [
      async () => (booking = await person.booking(at(turn, 30), 20)),
      () => person.rebook(booking, { datetime }),
      () => person.cancel(booking),
    ];
    for (const step of steps) delays.push(await delay(town, 'graph', step));
  }
  return delays.slice(0, CHANGES);
};

const say = (name: string, delays: readonly number[]): void => {
  const sorted = [...delays].sort((a, b) => a - b);
  const part = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  console.log(`${name}: median ${part(0.5)} ms, p95 ${part(0.95)} ms (${sorted.length} changes)`);
};

const town = await Town.start();
try {
  const users = { count: 1, events: STORED };
  const { items } = await town.control<{ items: Parameters<typeof Person.of>[1][] }>('POST', '/users', users);
  const [user] = items;
  if (!user) throw new Error('no user was made');
  const person = await Person.of(town, user);
  const from = Date.now();
  await person.connect({}, {}, 600_000);
  const seconds = (Date.now() - from) / 1000;
  const { counts } = await person.connection();
  const imported = counts.linked + counts.skipped;
  console.log(
    `first import: ${imported} items in ${seconds.toFixed(1)} s, ${(imported / seconds).toFixed(0)} items/s`,
  );
  say('event → blocker', await eventsToBlockers(town, person));
  say('booking → event', await bookingsToEvents(town, person));
} finally {
  await town.stop();
}
