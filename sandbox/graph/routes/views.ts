import { json, type Call, type GraphAnswer } from '../http/call.ts';
import { READ, type Route } from '../http/routes.ts';
import { filterable, readFilter, readShape, shaped, sorter, type Shape } from '../query/eventQuery.ts';
import { instancesIn, type Instance, type Span } from '../series/instances.ts';
import type { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { calendarOf } from './calendars.ts';
import { namedInstance } from './events.ts';
import { contextOf, page } from './links.ts';

const OPTIONS = ['$top', '$skip', '$select', '$count', '$orderby', '$filter', '$expand'];

/** Everything of a calendar that touches the span, expanded, no masters (facts: graph §6.3). */
export function viewOf(mailbox: Mailbox, calendar: Calendar, span: Span): Instance[] {
  const found = calendar.keys().flatMap((key) => {
    const event = mailbox.event(key);
    return event ? instancesIn(event, span) : [];
  });
  return found.sort((a, b) => a.content.start.at - b.content.start.at);
}

/** These two are not selectable on a view: they are left out (facts: graph §6.3). */
function withoutDates(shape: Shape): Shape {
  const select = shape.select?.filter((name) => !/^(createdDateTime|lastModifiedDateTime)$/i.test(name));
  return { ...shape, select };
}

function answerList(call: Call, instances: Instance[], context: string): GraphAnswer {
  const mailbox = call.mailbox();
  const shape = withoutDates(readShape(call.query));
  const filter = readFilter(call.query);
  const found = filter ? instances.filter((one) => filter(filterable(mailbox, one))) : instances;
  const order = sorter(call);
  return page(call, contextOf(call, context), order ? found.sort(order) : found, (one) =>
    shaped(mailbox, one, call.view, shape),
  );
}

function view(call: Call): GraphAnswer {
  call.query.allow(...OPTIONS);
  return answerList(call, viewOf(call.mailbox(), calendarOf(call), call.query.window()), 'calendarView');
}

/** Occurrences and exceptions of one series, not its cancelled ones (facts: graph §3.1). */
function instances(call: Call): GraphAnswer {
  call.query.allow(...OPTIONS);
  const master = namedInstance(call);
  const span = call.query.window();
  if (master.kind !== 'seriesMaster')
    return json(200, { '@odata.context': contextOf(call, 'events'), value: [] });
  return answerList(call, [...instancesIn(master.event, span)], 'events');
}

const CALENDARS = ['', 'calendar/', 'calendars/:calendar/'];

export const viewRoutes: Route[] = CALENDARS.flatMap((calendar): Route[] => [
  { method: 'GET', path: `${calendar}calendarView`, scopes: READ, handle: view, mailbox: true },
  {
    method: 'GET',
    path: `${calendar}events/:event/instances`,
    scopes: READ,
    handle: instances,
    mailbox: true,
  },
]);
