import { DateTime } from 'luxon';
import { JONAS, LENA, MIA } from '../cast.ts';
import {
  COMPANIES,
  COMPANY_BRANCH,
  COMPANY_LINDNER,
  COMPANY_NORDWIND,
  CUSTOMER_IDS,
  RESOURCE_IDS,
  SERVICE_IDS,
} from './cast.ts';
import type { CompanyCast } from './cast.ts';
import { DAY } from './time.ts';
import type { App, Company, CompanySnapshot, Customer, Resource, Service, Timeshift } from './model.ts';

/** Weeks with working times, seen from the present one. */
const WEEKS_BACK = 4;
const WEEKS_AHEAD = 110;

export function seedApps(): App[] {
  return COMPANIES.map(({ appId, appSecret, id }) => ({ appId, appSecret, companyIds: [id], generation: 1 }));
}

function company(cast: CompanyCast): Company {
  const { id, name, contactEmail, timezone, locale, city } = cast;
  const slug = name.toLowerCase().replace(/[^a-z]+/g, '-');
  return {
    id,
    externalId: '',
    name,
    contactEmail,
    phone: '',
    city,
    timezone,
    locale,
    region: 'EUROPE',
    slug,
  };
}

function resource(
  id: string,
  name: string,
  email: string,
  orderIndex: number,
  special: Partial<Resource> = {},
): Resource {
  const colors = ['#5d9ceb', '#8bc34a', '#eb5d8f', '#b05deb', '#ebb65d'];
  const color = colors[orderIndex % colors.length] ?? '#5d9ceb';
  return {
    id,
    externalId: '',
    name,
    email,
    color,
    orderIndex,
    timezone: null,
    categoryName: 'Team',
    ...special,
  };
}

function service(
  id: string,
  name: string,
  pattern: number[],
  resourceIds: string[],
  special: Partial<Service> = {},
): Service {
  const duration = pattern.reduce((sum, minutes) => sum + minutes, 0);
  return {
    ...{
      id,
      externalId: '',
      name,
      description: '',
      color: '#ebb65d',
      duration,
      durationBefore: 0,
      durationAfter: 0,
    },
    ...{ pattern, price: 0, isGroup: false, maxParticipants: 1, resourceIds, orderIndex: 0, ...special },
  };
}

function customer(id: string, firstName: string, lastName: string, now: number): Customer {
  const email = `${firstName}.${lastName}@kunde.example`.toLowerCase();
  return { id, externalId: '', firstName, lastName, email, phone: '', createdAt: now, updatedAt: now };
}

/** First and last days of the weeks that have working times. */
function weeksAround(now: number, zone: string): { from: string; to: string }[] {
  const monday = DateTime.fromMillis(now, { zone })
    .startOf('week')
    .minus({ weeks: WEEKS_BACK })
    .toFormat('yyyy-MM-dd');
  const first = Date.parse(monday);
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  return Array.from({ length: WEEKS_BACK + WEEKS_AHEAD }, (_, week) => {
    const begin = first + week * 7 * DAY;
    return { from: day(begin), to: day(begin + 4 * DAY) };
  });
}

/** Monday to Friday 9 to 18, bookable online 9:30 to 17:30, one shift for each week. */
function workingWeeks(resourceId: string, weeks: { from: string; to: string }[], now: number): Timeshift[] {
  return weeks.map(({ from, to }, week) => {
    return {
      id: `${resourceId.slice(0, 12)}${resourceId.slice(-4)}${(week + 1).toString(16).padStart(8, '0')}`,
      resourceId,
      from,
      to,
      workingTimes: [{ begin: '09:00', end: '18:00' }],
      bookingTimes: [{ begin: '09:30', end: '17:30' }],
      denialReason: null,
      denialTimes: [],
      importShiftAllowanceId: null,
      importShiftDenialId: null,
      updatedAt: now,
    };
  });
}

function lindnerResources(): Resource[] {
  return [
    resource(RESOURCE_IDS.lena, LENA.name, LENA.email, 0, { externalId: 'r-lena' }),
    resource(RESOURCE_IDS.jonas, JONAS.name, JONAS.email, 1),
    resource(RESOURCE_IDS.mia, MIA.name, MIA.email, 2),
    resource(RESOURCE_IDS.nora, 'Nora Sommer', 'nora@sommer-optik.example', 3),
    resource(RESOURCE_IDS.room, 'Beratungsraum 1', '', 4, { categoryName: 'Räume' }),
  ];
}

function lindnerServices(): Service[] {
  const { lena, jonas, mia, nora } = RESOURCE_IDS;
  const people = [lena, jonas, mia, nora];
  return [
    service(SERVICE_IDS.eyeTest, 'Sehtest', [30], people, { orderIndex: 0, color: '#5d9ceb' }),
    service(SERVICE_IDS.consultation, 'Brillenberatung', [60], people, {
      orderIndex: 1,
      durationBefore: 10,
      durationAfter: 5,
      price: 20,
    }),
    service(SERVICE_IDS.course, 'Kontaktlinsenkurs', [90], people, {
      orderIndex: 2,
      isGroup: true,
      maxParticipants: 10,
    }),
    service(SERVICE_IDS.lensFitting, 'Kontaktlinsenanpassung', [60, 60, 30], people, {
      orderIndex: 3,
      color: '#8bc34a',
    }),
  ];
}

export interface SeedOptions {
  now: number;
  /** No working times told, no bookings. */
  empty: boolean;
}

function snapshot(
  cast: CompanyCast,
  people: { resources: Resource[]; services: Service[]; customers: Customer[] },
  options: SeedOptions,
): CompanySnapshot {
  const weeks = options.empty ? [] : weeksAround(options.now, cast.timezone);
  return {
    company: company(cast),
    ...people,
    timeshifts: people.resources.flatMap(({ id }) => workingWeeks(id, weeks, options.now)),
    appointments: [],
    webhooks: [],
    lastStamp: options.now,
  };
}

export function seedCompanies(options: SeedOptions): CompanySnapshot[] {
  const { now } = options;
  const customers = [
    customer(CUSTOMER_IDS.paul, 'Paul', 'Petersen', now),
    customer(CUSTOMER_IDS.clara, 'Clara', 'Claasen', now),
    customer(CUSTOMER_IDS.emil, 'Emil', 'Ehlers', now),
  ];
  const altona = resource(RESOURCE_IDS.altona, 'Lena Berger', LENA.email, 0);
  const frida = resource(RESOURCE_IDS.frida, 'Frida Wind', 'frida.wind@nordwind.example', 0);
  const branch = {
    resources: [altona],
    services: [service(SERVICE_IDS.altona, 'Sehtest', [30], [altona.id])],
    customers: [],
  };
  const north = {
    resources: [frida],
    services: [service(SERVICE_IDS.nordwind, 'Lesson', [45], [frida.id])],
    customers: [],
  };
  return [
    snapshot(
      COMPANY_LINDNER,
      { resources: lindnerResources(), services: lindnerServices(), customers },
      options,
    ),
    snapshot(COMPANY_BRANCH, branch, options),
    snapshot(COMPANY_NORDWIND, north, options),
  ];
}
