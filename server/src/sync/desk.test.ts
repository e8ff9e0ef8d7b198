import { afterEach, beforeEach, expect, it } from 'vitest';
import { company, connection } from '../store/contract/builders.ts';
import { COMPANY, page, RESOURCE } from '../timify/answers.testing.ts';
import { createTimify } from '../timify/createTimify.ts';
import { startStub, type Stub } from '../timify/stub.testing.ts';
import { deskOf, type Desk } from './desk.ts';
import type { Connection } from './documents.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const DAY = { start: Date.parse('2026-12-07T00:00:00Z'), end: Date.parse('2026-12-08T00:00:00Z') };

let stub: Stub;
let now: number;
beforeEach(async () => {
  stub = await startStub();
  now = NOON;
});
afterEach(() => stub.close());

const worksUntil = (end: string): void => {
  const interval = { begin: '2026-12-07', end: '2026-12-07' };
  const row = { id: 'w', resourceId: RESOURCE, interval, workingTimes: [{ begin: '08:00', end }] };
  stub.on('GET /v1/timeshifts', () => ({ body: page([row]) }));
};

/** One process of several, with what it keeps of shift plans. */
const startProcess = () => {
  const clock = { now: () => now, until: () => Promise.resolve() };
  const { baseUrl } = stub;
  const how = {
    marker: 'external-id',
    authHeader: 'raw',
    refreshPath: 'refreshtoken',
    listDays: 31,
  } as const;
  const timify = createTimify({ baseUrl, ...how }, clock);
  const sides = {
    office: () => null as unknown as Desk['office'],
    timify: (...call: Parameters<typeof timify.company>) => timify.company(...call),
  };
  const vault = { seal: (text: string) => text, open: (text: string) => text };
  return (row: Partial<Connection>): Desk =>
    deskOf(
      { sides, vault, clock },
      company(COMPANY),
      connection('c', { companyId: COMPANY, resourceId: RESOURCE, timeZone: 'UTC', ...row }),
    );
};

const endOf = async ({ timify }: Desk): Promise<string> => {
  const { bookable } = await timify.availability(DAY);
  return bookable === 'always' ? 'always' : new Date(bookable[0]?.end ?? 0).toISOString().slice(11, 16);
};

it('a process that was not told of another shift plan goes by it all the same, once somebody was', async () => {
  worksUntil('18:00');
  const desk = startProcess();
  expect(await endOf(desk({}))).toBe('18:00');
  worksUntil('20:00');
  now += 60_000;
  expect(await endOf(desk({}))).toBe('18:00');
  expect(await endOf(desk({ plansToldAt: now }))).toBe('20:00');
  worksUntil('21:00');
  expect(await endOf(desk({ plansToldAt: now }))).toBe('20:00');
});
