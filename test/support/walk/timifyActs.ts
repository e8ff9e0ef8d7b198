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
): Act => ({
  name,
  weight,
  run: async (walker) => {
    const item = walker.pick(await walker.appointments());
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
];
