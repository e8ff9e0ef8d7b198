import { DateTime } from 'luxon';
import { create } from './appointments.ts';
import type { Writing } from './appointments.ts';
import { COMPANY_LINDNER, CUSTOMER_IDS, RESOURCE_IDS, SERVICE_IDS } from './cast.ts';
import type { AppointmentInput } from './input.ts';
import type { TimifyParts } from './parts.ts';
import { utcMinute } from './time.ts';

interface Seed {
  /** Working days from today; 0 is today, if it is one. */
  inDays: number;
  hour: number;
  minute?: number;
  input: AppointmentInput;
}

const { lena, jonas, mia, room } = RESOURCE_IDS;
const { eyeTest, consultation, course, lensFitting } = SERVICE_IDS;
const { paul, clara, emil } = CUSTOMER_IDS;

const SEEDS: Seed[] = [
  {
    inDays: 0,
    hour: 11,
    minute: 30,
    input: { service_id: eyeTest, resource_ids: [jonas], customer_ids: [emil] },
  },
  { inDays: 0, hour: 14, input: { service_id: eyeTest, resource_ids: [mia], customer_ids: [clara] } },
  { inDays: 0, hour: 16, input: { service_id: eyeTest, resource_ids: [lena], customer_ids: [paul] } },
  { inDays: 1, hour: 10, input: { service_id: eyeTest, resource_ids: [lena], customer_ids: [paul] } },
  {
    inDays: 1,
    hour: 14,
    input: { service_id: consultation, resource_ids: [lena, room], customer_ids: [clara] },
  },
  {
    inDays: 2,
    hour: 9,
    minute: 30,
    input: { service_id: lensFitting, resource_ids: [lena], customer_ids: [emil] },
  },
  { inDays: 2, hour: 11, input: { service_id: eyeTest, resource_ids: [jonas], customer_ids: [clara] } },
  { inDays: 3, hour: 15, input: { service_id: course, resource_ids: [mia], customer_ids: [paul, clara] } },
  { inDays: 3, hour: 10, input: { service_id: eyeTest, resource_ids: [lena], customer_ids: [paul] } },
  { inDays: 5, hour: 11, input: { service_id: consultation, resource_ids: [lena], customer_ids: [emil] } },
  {
    inDays: 5,
    hour: 9,
    minute: 30,
    input: { service_id: eyeTest, resource_ids: [jonas], customer_ids: [paul] },
  },
  { inDays: 4, hour: 13, input: { title: 'Inventur', resource_ids: [jonas], duration: 90, notes: 'Lager' } },
];

function workingDay(now: number, inDays: number, zone: string): DateTime {
  let day = DateTime.fromMillis(now, { zone }).startOf('day');
  for (let left = inDays; left > 0;) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5) left -= 1;
  }
  return day;
}

/** A few bookings in the coming days. Nobody was told about them. */
export function seedBookings(parts: TimifyParts): void {
  const state = parts.companies().get(COMPANY_LINDNER.id);
  if (!state) return;
  const writing: Writing = { parts, state, actor: 'person' };
  for (const { inDays, hour, minute = 0, input } of SEEDS) {
    const day = workingDay(parts.world.clock.now(), inDays, state.company.timezone);
    if (day.weekday > 5) continue;
    const datetime = utcMinute(day.set({ hour, minute }).toMillis());
    create(writing, { ...input, datetime, has_notify_customers: false, has_notify_resources: false });
  }
}
