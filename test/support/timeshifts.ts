/** Blockers as time shifts (TIMIFY's other way to block): how a person gets them, and how they read. */
import { expect } from 'vitest';
import { tomorrow } from './answers.ts';
import type { Person } from './person.ts';
import type { Town } from './town.ts';

interface Shift {
  id: string;
  resourceId: string;
  from: string;
  to: string;
  denialReason: string | null;
  denialTimes: { begin: string; end: string }[];
}

/** The company's clock: time shifts stand in its local days. */
export const zoneOf = async (town: Town): Promise<string> => {
  const state = await town.control<{ timify: Record<string, { company: { timezone: string } }> }>(
    'GET',
    '/state',
  );
  return state.timify[town.world.company.id]?.company.timezone ?? 'UTC';
};

export const local = (iso: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(iso),
  );

export const rowsOf = async (person: Person): Promise<Shift[]> => {
  const range = `from=${tomorrow(0, 0, -2).slice(0, 10)}&to=${tomorrow(0, 0, 40).slice(0, 10)}`;
  const answer = await person.timify<{ data: Shift[] }>(
    'GET',
    `/timeshifts?${range}&resource_ids=${person.resourceId}`,
  );
  return answer.data.filter((row) => row.resourceId === person.resourceId && row.denialReason === 'BLOCKER');
};

/** Each blocked time as `day begin-end` by the company's clock. */
export const blocked = async (person: Person): Promise<string[]> =>
  (await rowsOf(person))
    .flatMap((row) => row.denialTimes.map(({ begin, end }) => `${row.from}..${row.to} ${begin}-${end}`))
    .sort();

/** How that reads for a time of one local day. */
export const on = (from: string, to: string, zone: string): string => {
  const [day = '', begin = ''] = local(from, zone).split(' ');
  const [last = '', end = ''] = local(to, zone).split(' ');
  return `${day}..${day} ${begin}-${last === day ? end : '24:00'}`;
};

/** Neither another look nor anybody's mailbox shows anything. */
export const quiet = async (person: Person): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect(await person.town.mailsToOthers()).toEqual([]);
};

export const connectedByTimeshift = (town: Town): Promise<Person> => town.connected({ blocker: 'timeshift' });
