/** Lena's day in both calendars, and what a run would have stored about it. */
import type { Appointment } from '../../core/items.ts';
import type { Commit } from '../../sync/ports/store.ts';
import { anEvent } from './anEvent.ts';
import type { TestServer } from './server.ts';
import { COMPANY, connectLena, LENA_RESOURCE, settle } from './town.ts';

export const at = (hour: number, minutes = 60) => {
  const start = Date.parse('2026-11-24T00:00:00Z') + hour * 3_600_000;
  return { start, end: start + minutes * 60_000 };
};
export const booking = (facts: Partial<Appointment>): Appointment => ({
  side: 'timify',
  id: 'booking',
  version: '1',
  span: at(15),
  title: 'Sehtest',
  notes: '',
  place: '',
  marker: null,
  createdAt: null,
  appointmentId: facts.id ?? 'booking',
  kind: 'booking',
  resourceIds: [LENA_RESOURCE],
  slices: [],
  service: 'Sehtest',
  customers: ['Clara Vogel'],
  fields: [],
  resourceNames: [],
  hasCustomers: true,
  isGroup: false,
  participants: 1,
  maxParticipants: 1,
  isSplit: false,
  isConnectedSeries: false,
  isHeld: false,
  ...facts,
});

/** Keeps `values` as the run of this connection would. */
export const keep = async (server: TestServer, id: string, values: Partial<Commit>): Promise<void> => {
  const now = server.clock.now();
  const claim = await server.store.work.claimOne(id, { owner: 'test', now, leaseMs: 1000 });
  if (!claim) throw new Error('the row is taken');
  await server.store.commit({ connectionId: id, fence: claim.fence, ...values });
  const { sequence, lane } = claim;
  await server.store.work.done(id, claim.fence, { sequence, lane, dueAt: now, retain: [], failures: 0 });
};

/** Connects Lena and fills her day; returns the connection's id. */
export const openDay = async (server: TestServer): Promise<string> => {
  settle(server);
  const id = await connectLena(server);
  server.outside.mailboxes.get('lena')?.events.push(
    anEvent({
      id: 'event',
      span: at(14, 90),
      title: 'Kundentermin außer Haus',
      webLink: 'https://outlook.example/event',
    }),
    anEvent({ id: 'dentist', span: at(18), title: 'Zahnarzt', sensitivity: 'private' }),
  );
  server.outside.accounts.get(COMPANY)?.appointments.push(
    booking({}),
    booking({
      id: 'blocker',
      kind: 'blocker',
      span: at(18),
      title: 'Kalenderblocker',
      service: null,
      customers: [],
      hasCustomers: false,
    }),
  );
  server.outside.reads.length = 0;
  return id;
};
