/** What the services and our API answer, as far as tests look at it, and how its times are read. */
export interface GraphEvent {
  id: string;
  subject: string | null;
  start: { dateTime: string };
  end: { dateTime: string };
  isAllDay: boolean;
  sensitivity: string;
  showAs: string;
  type: string;
  categories: string[];
  body: { content: string };
  location: { displayName: string };
  attendees: unknown[];
  isCancelled: boolean;
  isOnlineMeeting: boolean;
  onlineMeeting: unknown;
  seriesMasterId: string | null;
}

export interface TimifyAppointment {
  id: string;
  externalId: string;
  title: string;
  notes: string;
  startDate: string;
  duration: number;
  customers: unknown[];
  serviceId: string | null;
  resources: { id: string }[];
  bookings: { interval: { begin: string; end: string }; resourceId: string }[];
}

export interface ConnectionAnswer {
  id: string;
  state: string;
  progress: { phase: string; done: number; total: number; doneUntil: string | null; applying?: boolean };
  counts: { linked: number; covered: number; conflicts: number; skipped: number; held: number };
  writeCalendar: string | null;
  settings: Record<string, unknown>;
}

export interface ConflictAnswer {
  id: string;
  kind: string;
  span: { start: string; end: string };
  lost: { start: string; end: string } | null;
  actions: string[];
  slots: { start: string; end: string }[];
  closedAt?: string;
  closedBy?: string;
  office?: { id: string; title: string | null; readable: string };
  timify?: { id: string; title: string | null };
  undoable: boolean;
  undoEntry: string | null;
  undoAsksNotify: boolean;
}

export interface LogAnswer {
  id: string;
  event: string;
  item: string;
  side: string;
  span: { start: string; end: string };
  was: { start: string; end: string } | null;
  outcome: string;
  rule: string;
  setting: string | null;
  undoable: boolean;
  undoAsksNotify: boolean;
}

/** Tomorrow at `hour:minute` UTC, plus days; ISO without milliseconds. */
export const tomorrow = (hour: number, minute = 0, days = 0): string => {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 1 + days);
  day.setUTCHours(hour, minute, 0, 0);
  return day.toISOString().replace('.000Z', 'Z');
};

const instant = (text: string): string =>
  new Date(/Z|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`).toISOString().replace('.000Z', 'Z');
export const graphTime = (iso: string): { dateTime: string; timeZone: string } => ({
  dateTime: iso.replace('Z', ''),
  timeZone: 'UTC',
});

export const spanOf = (
  item: TimifyAppointment,
): { id: string; title: string; notes: string; start: string; end: string } => ({
  id: item.id,
  title: item.title,
  notes: item.notes,
  start: instant(item.bookings[0]?.interval.begin ?? item.startDate),
  end: instant(item.bookings.at(-1)?.interval.end ?? item.startDate),
});

export const times = (event: GraphEvent): { start: string; end: string } => ({
  start: instant(event.start.dateTime),
  end: instant(event.end.dateTime),
});

export const line = (title: string, { start, end }: { start: string; end: string }): string =>
  `${start} ${end} ${title}`;
