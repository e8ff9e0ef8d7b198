/** What people do in TIMIFY. */
import { SERVICE_IDS } from '../../../sandbox/timify/cast.ts';
import type { TimifyAppointment } from '../answers.ts';
import type { Act } from './officeActs.ts';
import type { Walker } from './walker.ts';

const SERVICES = [
  SERVICE_IDS.eyeTest,
  SERVICE_IDS.eyeTest,
  SERVICE_IDS.consultation,
  SERVICE_IDS.lensFitting,
] as const;

interface Shift {
  id: string;
  denialReason: string | null;
}

const minute = (text: string): string => text.slice(0, 16).replace('T', ' ');

const told = (item: TimifyAppointment, what: string, status: number): string =>
  `${what} “${item.title}” ${item.startDate.slice(5, 16)} → ${status}`;

const post = async (walker: Walker, name: string, body: Record<string, unknown>): Promise<string> => {
  const { start } = walker.span(5);
  const answer = await walker.timify('POST', '/appointments', {
    resource_ids: [walker.person.resourceId],
    datetime: minute(start),
    notes: walker.text('note'),
    ...body,
  });
  return `${name} ${start} → ${answer.status}`;
};

const book: Act = {
  name: 'booking',
  weight: 9,
  run: (walker) =>
    post(walker, 'booking', { service_id: walker.pick(SERVICES), customer_ids: [walker.customerId] }),
};

const group: Act = {
  name: 'group booking',
  weight: 1,
  run: (walker) =>
    post(walker, 'group booking', {
      service_id: SERVICE_IDS.course,
      customer_ids: walker.rarely(50) ? [walker.customerId] : [],
    }),
};

/** Without a customer: somebody walked in, or a time was blocked by hand. */
const block: Act = {
  name: 'blocker by hand',
  weight: 5,
  run: (walker) =>
    post(walker, 'blocker by hand', {
      title: walker.text('blocker'),
      duration: walker.span(5).minutes,
      customer_ids: [],
    }),
};

/** An act on one of the appointments that are there, blockers of events among them. */
const onAppointment = (
  name: string,
  weight: number,
  change: (walker: Walker, item: TimifyAppointment) => Record<string, unknown>,
  choice: (walker: Walker) => Promise<TimifyAppointment[]> = (walker) => walker.appointments(),
): Act => ({
  name,
  weight,
  run: async (walker) => {
    const item = walker.pick(await choice(walker));
    if (!item) return `${name}: nothing there`;
    const { status } = await walker.timify('PATCH', `/appointments/${item.id}`, change(walker, item));
    return told(item, name, status);
  },
});

const cancel: Act = {
  name: 'cancel appointment',
  weight: 6,
  run: async (walker) => {
    const item = walker.pick(await walker.appointments());
    if (!item) return 'cancel appointment: nothing there';
    const { status } = await walker.timify('POST', '/appointments/delete/bulk', { ids: [item.id] });
    return told(item, 'cancelled', status);
  },
};

/** Only a booking of several parts has them: work, then time between, then work. */
const parts: Act = {
  name: 'parts',
  weight: 1,
  run: async (walker) => {
    const { resourceId } = walker.person;
    const own = ({ bookings }: TimifyAppointment) =>
      bookings.filter((slice) => slice.resourceId === resourceId);
    const item = walker.pick((await walker.appointments()).filter((one) => own(one).length > 1));
    if (!item) return 'parts: none there';
    const between = 5 * (1 + walker.draw(18));
    const pattern = walker.pick([[60, between, 30], [30, between, 30, between, 30], [60]]) ?? [60];
    const duration = pattern.reduce((sum, minutes) => sum + minutes, 0);
    const body = { duration, duration_pattern: pattern };
    const { status } = await walker.timify('PATCH', `/appointments/${item.id}`, body);
    return told(item, `parts ${pattern.join('-')}`, status);
  },
};

/** Works at other hours from now on, or at any: a plan takes the place of the one before. */
const hours: Act = {
  name: 'working times',
  weight: 1,
  run: async (walker) => {
    const { resourceId: resource_id } = walker.person;
    const day = (ahead: number): string =>
      new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const days = { from: day(-20), to: day(200) };
    const path = `/timeshifts?from=${days.from}&to=${days.to}&resource_ids=${resource_id}`;
    const { body } = await walker.person.timifyCall<{ data?: Shift[] }>('GET', path);
    const works = (body.data ?? []).filter(({ denialReason }) => denialReason === null);
    for (const { id } of works) await walker.timify('DELETE', `/timeshifts/${id}`);
    if (walker.rarely(30)) return 'works at any hour';
    const [begin, end] = [`0${6 + walker.draw(4)}:00`, `${14 + walker.draw(8)}:00`];
    const plan = { resource_id, ...days, working_times: [{ begin, end }] };
    return `works from ${begin} to ${end} → ${(await walker.timify('POST', '/timeshifts', plan)).status}`;
  },
};

export const TIMIFY_ACTS: readonly Act[] = [
  book,
  group,
  block,
  onAppointment('move appointment', 7, (walker, item) => ({
    datetime: minute(
      walker.rarely(40) ? walker.span(5).start : walker.after(item.startDate, 5 * (walker.draw(49) - 24)),
    ),
  })),
  onAppointment('resize appointment', 2, (walker) => ({ duration: walker.span(5).minutes })),
  onAppointment('rename appointment', 3, (walker) => ({ title: walker.text('renamed') })),
  cancel,
  onAppointment('customer on or off', 2, (walker, item) => ({
    customer_ids: item.customers.length > 0 ? [] : [walker.customerId],
  })),
  parts,
  onAppointment(
    'to another resource',
    2,
    (walker) => ({
      resource_ids: [...(walker.rarely(60) ? [] : [walker.person.resourceId]), walker.otherResource],
    }),
    async (walker) => (await walker.appointments()).filter(({ customers }) => customers.length > 0),
  ),
  onAppointment(
    'back from another resource',
    2,
    ({ person }) => ({ resource_ids: [person.resourceId] }),
    (walker) => walker.appointments(walker.otherResource),
  ),
  hours,
];
