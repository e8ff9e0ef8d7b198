/** (c) Both sides are equal under the settings in force: times, and texts by direction and anonymity. */
import { union, type Time } from '../time.ts';
import { blockedTime } from './booking.ts';
import { isSecret, writes } from './eligible.ts';
import { inSight, isLeft, lineOf, pairsOf } from './links.ts';
import type { Seen, SeenAppointment, SeenEvent, ToldLink } from './seen.ts';

const same = (one: readonly Time[], other: readonly Time[]): boolean =>
  one.length === other.length &&
  one.every(({ start, end }, at) => other[at]?.start === start && other[at].end === end);

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const wordsOf = ({ en, de }: { en: string; de: string }): string[] => [en, de];

/** What a blocker may be called. */
const blockerTitles = (event: SeenEvent, seen: Seen): string[] => {
  const { settings } = seen.told.connection;
  if (isSecret(event, seen) || !settings.title || plain(event.title) === '')
    return wordsOf(settings.blockerWords);
  return [plain(event.title)];
};

const blockerFaults = (seen: Seen, link: ToldLink, event: SeenEvent): string[] => {
  const titles = blockerTitles(event, seen);
  const secret = isSecret(event, seen);
  return link.mirrors.flatMap(({ id }) => {
    const blocker = seen.appointments.find((one) => one.id === id);
    if (!blocker) return [];
    return [
      ...(titles.includes(plain(blocker.title))
        ? []
        : [`the blocker of ${lineOf(event)} is called “${blocker.title}”`]),
      ...(secret && blocker.notes !== '' ? [`the blocker of the anonymous ${lineOf(event)} has notes`] : []),
    ];
  });
};

const isPrivate = ({ sensitivity }: SeenEvent): boolean =>
  sensitivity === 'private' || sensitivity === 'confidential';

/** What is private never leaves its side, whatever the settings were when it was copied; a side that the direction excludes is left. */
export const leaks = (seen: Seen): string[] => {
  if (!writes(seen.told.connection.settings, 'timify')) return [];
  const links = seen.told.links.filter((link) => link.madeByUs && !isLeft(seen, link));
  return links.flatMap((link) => {
    const event = seen.events.find(({ id }) => id === link.origin.id);
    if (!event || !isPrivate(event) || plain(event.title) === '') return [];
    return seen.appointments
      .filter(({ id }) => link.mirrors.some((mirror) => mirror.id === id))
      .filter(({ title }) => plain(title) === plain(event.title))
      .map(() => `the blocker of the private ${lineOf(event)} tells its title`);
  });
};

/** `{service} · {customer}`, the template of the product, without what is empty. */
const copyTitles = (booking: SeenAppointment, seen: Seen): string[] => {
  const { settings } = seen.told.connection;
  if (settings.anonymous.toOffice) return wordsOf(settings.busyWords);
  const who = booking.customers.join(', ');
  return [[booking.service ?? booking.title, who].filter((part) => part !== '').join(' · ')];
};

/** The person whose copy it is was told of its guests, and left them there. */
const areGuestsLeft = ({ told }: Seen, link: ToldLink): boolean =>
  told.conflicts.some(
    ({ id, linkId, kind }) =>
      linkId === link.id && kind === 'would-notify-guests' && link.ignored.includes(id),
  );

const copyFaults = (seen: Seen, link: ToldLink, booking: SeenAppointment, isGroup: boolean): string[] => {
  const { settings } = seen.told.connection;
  const copies = link.mirrors.flatMap(({ id }) => seen.events.find((one) => one.id === id) ?? []);
  const parts = settings.buffers === 'exclude' ? booking.served : booking.busy;
  const whole = {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
  const times = settings.splitBookings === 'each' ? union(parts) : [whole];
  const held = copies.map(({ span }) => span).sort((a, b) => a.start - b.start);
  const titles = copyTitles(booking, seen);
  const misnamed = isGroup ? [] : copies.filter(({ title }) => !titles.includes(plain(title)));
  return [
    ...(same(held, times)
      ? []
      : [`the copy of ${lineOf(booking)} stands at ${copies.map(lineOf).join(', ')}`]),
    ...misnamed.map(({ title }) => `the copy of ${lineOf(booking)} is called “${title}”`),
    ...copies
      .filter(({ guests }) => guests > 0 && !areGuestsLeft(seen, link))
      .map((copy) => `the copy ${lineOf(copy)} has guests`),
  ];
};

/**
 * To be asked when all is decided under the settings in force: after `apply-settings`, or where they never changed.
 * `groups`: names of services whose bookings count heads in their titles instead of naming them.
 */
export const inequalities = (seen: Seen, groups: ReadonlySet<string>): string[] => {
  const pairs = pairsOf(seen);
  const links = seen.told.links.filter(
    (link) =>
      link.madeByUs &&
      link.decision.kind !== 'skipped' &&
      !isLeft(seen, link) &&
      inSight(seen, link.origin.base.span),
  );
  return [
    ...blockedTime(seen, pairs),
    ...links.flatMap((link) => {
      const { side, id } = link.origin;
      const event = side === 'office' ? seen.events.find((one) => one.id === id) : undefined;
      const booking = side === 'timify' ? seen.appointments.find((one) => one.id === id) : undefined;
      return [
        ...(event ? blockerFaults(seen, link, event) : []),
        ...(booking ? copyFaults(seen, link, booking, groups.has(booking.service ?? '')) : []),
      ];
    }),
  ];
};
