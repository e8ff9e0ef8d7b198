import type { Appointment } from '../core/items.ts';
import type { Log } from '../sync/ports/process.ts';
import type { TimifyCredentials } from '../sync/ports/sides.ts';
import { createTimify, type TimifyConfig } from './createTimify.ts';
import type { CompanyAdapter } from './company.ts';
import type { AppointmentAnswer } from './schemas.ts';
import type { Handler, Stub } from './stub.testing.ts';
import { itemsOf, readAppointment } from './toItem.ts';

/** The example appointment of our notes on TIMIFY (shape observed in 52 answers), with changes. */
export const appointmentAnswer = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: '65f0c0ffee00000000000001',
  externalId: '',
  type: 'booking',
  title: 'Consultation',
  notes: '',
  color: '#ebb65d',
  price: 0,
  date: '2026-12-01Z',
  startDate: '2026-12-01T08:00:00Z',
  duration: 60,
  durationBefore: 10,
  durationAfter: 5,
  durationsPattern: [60],
  timestamp: '1796000000000',
  updatedByScope: 'COMPANY',
  isOnlineBooking: true,
  isBookable: true,
  isCourse: false,
  maxParticipants: 1,
  participants: 1,
  customers: [],
  singleCustomers: [],
  customfields: [],
  resources: [{ id: RESOURCE, externalId: 'r-1', name: 'Room 1', email: '' }],
  serviceId: null,
  service: null,
  recurring: null,
  chainId: null,
  chainedEvents: [],
  isLastInTheChain: null,
  bookings: [sliceAnswer()],
  tagIds: [],
  tags: [],
  combination: null,
  reservedUntil: null,
  metadata: {},
  scheduledForDeletionAt: null,
  enterpriseId: null,
  ...changes,
});

export const RESOURCE = '65f0c0ffee00000000000002';
export const OTHER = '65f0c0ffee00000000000003';
export const COMPANY = '65f0c0ffee0000000000000c';

export const sliceAnswer = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: '0123456789abcdef0123456789abcdef',
  startDate: '2026-12-01T08:00:00Z',
  interval: { begin: '2026-12-01T08:00:00Z', end: '2026-12-01T09:00:00Z' },
  batchNumber: 0,
  isFirstBatch: true,
  isLastBatch: true,
  recurringDay: null,
  duration: 60,
  durationBefore: 10,
  durationAfter: 5,
  durationTotal: 75,
  resourceId: RESOURCE,
  ...changes,
});

/** A slice without buffers between two instants given as ISO. */
export const plainSlice = (
  begin: string,
  end: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> => {
  const minutes = (Date.parse(end) - Date.parse(begin)) / 60_000;
  return sliceAnswer({
    startDate: begin,
    interval: { begin, end },
    duration: minutes,
    durationBefore: 0,
    durationAfter: 0,
    durationTotal: minutes,
    ...changes,
  });
};

/** The list envelope with everything on one page. */
export const page = (rows: unknown[], limit = 500): unknown => ({
  data: rows,
  total: rows.length,
  meta: { page: 1, limit, totalItems: rows.length, totalPages: rows.length === 0 ? 0 : 1 },
  status: 1,
});

export const NOW = Date.parse('2026-11-24T09:00:00Z');
export const ID = '65f0c0ffee00000000000001';
export const VERSION = '1796000000000';
export const credentials: TimifyCredentials = { companyId: COMPANY, appId: 'app', appSecret: 'secret' };

/** A company of the adapter that speaks to the stub. */
export const companyAt = (
  stub: Stub,
  config: Partial<TimifyConfig> = {},
  blocker: 'appointment' | 'timeshift' = 'appointment',
  clock: { now(): number } = { now: () => NOW },
  log?: Pick<Log, 'warn'>,
): CompanyAdapter =>
  createTimify(
    {
      baseUrl: stub.baseUrl,
      marker: 'external-id',
      authHeader: 'raw',
      refreshPath: 'refreshtoken',
      listDays: 30,
      ...config,
    },
    clock,
    log,
  ).company(credentials, blocker);

/** Members of a connected series on two Tuesdays. */
export const weekly = {
  recurring: { timezone: 'Europe/Berlin', frequency: 'WEEKS' },
  bookings: ['2026-12-01', '2026-12-08'].map((day) =>
    plainSlice(`${day}T08:00:00Z`, `${day}T09:00:00Z`, { recurringDay: day }),
  ),
};

/** A route that answers one appointment, and one that knows none. */
export const one =
  (changes: Record<string, unknown> = {}): Handler =>
  () => ({ body: { data: appointmentAnswer(changes), status: 1 } });
export const gone: Handler = () => ({ status: 404, body: { error: 'gone', name: 'NotFoundError' } });

export const readAnswer = (changes: Record<string, unknown> = {}): AppointmentAnswer => {
  const reading = readAppointment(appointmentAnswer(changes));
  if (!('read' in reading)) throw new Error(reading.broken.why);
  return reading.read;
};

export const readItem = (changes: Record<string, unknown> = {}): Appointment => {
  const [first] = itemsOf(readAnswer(changes), RESOURCE, NOW).items;
  if (!first) throw new Error('no item');
  return first;
};
