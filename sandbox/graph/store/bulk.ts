import type { DirectoryUser, World } from '../../world.ts';
import { defaultContent } from '../events/defaults.ts';
import { hashHex, iCalUId } from '../ids.ts';
import type { StoredEvent } from '../model.ts';
import { DAY } from '../time/dates.ts';
import { momentOfWall } from '../time/moments.ts';
import type { Mailbox } from './mailbox.ts';

/** Many mailboxes at once. Nothing of them exists until somebody looks: then the oid alone decides what is inside. */

export function bulkUser(world: World, index: number): DirectoryUser | undefined {
  const tenant = world.directory.tenants()[0];
  if (!tenant) return undefined;
  const code = hashHex(`bulk ${tenant.id} ${index}`, 32);
  const oid = `${code.slice(0, 8)}-${code.slice(8, 12)}-4${code.slice(13, 16)}-8${code.slice(17, 20)}-${code.slice(20, 32)}`;
  const email = `bulk${String(index).padStart(6, '0')}@${tenant.domain}`;
  return {
    oid,
    tenantId: tenant.id,
    name: `Bulk ${index}`,
    email,
    upn: email,
    roles: [],
    kind: 'member',
    mailbox: 'exchange-online',
    enabled: true,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
  };
}

const TITLES = ['Stand-up', 'Review', 'Call', 'Focus time', 'Lunch', 'Interview', 'Planning', 'Workshop'];
const SPREAD_DAYS = 180;

/** Fills a mailbox with that many events on working hours around now. */
export function fillMailbox(world: World, mailbox: Mailbox, count: number): void {
  const calendarId = mailbox.defaultCalendar().id;
  const today = Math.floor(world.clock.now() / DAY);
  for (let index = 0; index < count; index++) {
    mailbox.add(bulkEvent(mailbox, calendarId, today, index));
  }
}

function bulkEvent(
  mailbox: Mailbox,
  calendarId: string,
  today: number,
  index: number,
): Omit<StoredEvent, 'ordinal' | 'version' | 'folderTag'> {
  const key = hashHex(`${mailbox.user.oid} event ${index}`, 32);
  const pick = (from: number, below: number) => Number.parseInt(key.slice(from, from + 6), 16) % below;
  const day = today - 14 + pick(0, SPREAD_DAYS);
  const like = { zone: mailbox.user.timeZone, iana: mailbox.user.timeZone };
  const start = momentOfWall(day * DAY + (8 * 60 + pick(6, 40) * 15) * 60_000, like);
  const end = momentOfWall(start.wall + (1 + pick(12, 6)) * 15 * 60_000, like);
  const createdAt = (today - 30) * DAY;
  const content = {
    ...defaultContent(mailbox.user, start, end),
    subject: TITLES[pick(18, TITLES.length)] ?? 'Event',
  };
  return {
    key,
    calendarId,
    createdAt,
    modifiedAt: createdAt,
    transactionId: null,
    uid: iCalUId(key, createdAt),
    content,
    recurrence: null,
    exceptions: {},
    deletedDates: [],
    extended: [],
  };
}
