import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { eventually } from '../support/call.ts';
import type { JournalRow } from '../support/rows.ts';
import type { Town } from '../support/town.ts';
import { rowOf, type Row } from './table.ts';

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
const eventsToBlockers = async (town: Town, person: Person, changes: number): Promise<number[]> => {
  const delays: number[] = [];
  for (let turn = 0; delays.length < changes; turn += 1) {
    let event = { id: '' };
    const steps = [
      async () => (event = await person.event(`Event ${turn}`, at(turn), at(turn, 20))),
      () => person.change(event, { from: at(turn, 5), to: at(turn, 25) }),
      () => person.remove(event),
    ];
    for (const step of steps) delays.push(await delay(town, 'timify', step));
  }
  return delays.slice(0, changes);
};

const bookingsToEvents = async (town: Town, person: Person, changes: number): Promise<number[]> => {
  const delays: number[] = [];
  for (let turn = 0; delays.length < changes; turn += 1) {
    let booking = { id: '' };
    const datetime = at(turn, 35).slice(0, 16).replace('T', ' ');
    const steps = [
      async () => (booking = await person.booking(at(turn, 30), 20)),
      () => person.rebook(booking, { datetime }),
      () => person.cancel(booking),
    ];
    for (const step of steps) delays.push(await delay(town, 'graph', step));
  }
  return delays.slice(0, changes);
};

/** How long a change takes from one calendar to the other, with services that answer at once. */
export const arrivals = async (town: Town, person: Person, changes: number): Promise<Row[]> => [
  rowOf('', 'event → blocker', await eventsToBlockers(town, person, changes)),
  rowOf('', 'booking → event', await bookingsToEvents(town, person, changes)),
];
