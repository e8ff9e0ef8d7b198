import { refuse } from '../errors.ts';
import type { EventJson } from '../events/present.ts';
import { groupsOf, type DeltaContext, type DeltaOddities } from '../delta/groups.ts';
import { readToken, writeToken, type Round } from '../delta/token.ts';
import { json, type Call, type GraphAnswer } from '../http/call.ts';
import { READ, type Route } from '../http/routes.ts';
import { appliedPreferences } from '../query/prefer.ts';
import type { Calendar } from '../store/calendar.ts';
import { calendarOf } from './calendars.ts';
import { DEFAULT_PAGE, ownPath } from './links.ts';

/** The window is in the token; a first call opens a full round (facts: graph §2.2). */
function roundOf(call: Call, calendar: Calendar): Round {
  const skip = call.query.get('$skiptoken');
  const delta = call.query.get('$deltatoken');
  if (skip === undefined && delta === undefined) return fullRound(call, calendar);
  const round = readToken(skip ?? delta ?? '');
  if (round.calendar !== calendar.id) throw refuse.badRequest('The token belongs to another resource.');
  if (round.generation !== calendar.generation) throw refuse.syncState(round.generation);
  if (skip !== undefined) return round;
  const from = round.to;
  return { ...round, kind: 'changes', from, to: calendar.head, position: from - 1, skip: 0, begun: false };
}

function fullRound(call: Call, calendar: Calendar): Round {
  const head = calendar.head;
  const place = { from: head, to: head, position: 0, skip: 0, begun: false };
  return {
    calendar: calendar.id,
    span: call.query.window(),
    generation: calendar.generation,
    kind: 'full',
    ...place,
  };
}

interface Page {
  items: EventJson[];
  /** Where to go on; undefined at the end of the round. */
  next: Round | undefined;
}

/**
 * Takes groups until the page is full. A series stays on one page where it fits on one (facts: graph §2.4), so a page
 * may be shorter than asked for.
 */
function readPage(context: DeltaContext, size: number): Page {
  const items: EventJson[] = [];
  let { position, skip } = context.round;
  const stop = (): Page => ({ items, next: { ...context.round, position, skip, begun: true } });
  for (const group of groupsOf(context)) {
    if (items.length >= size) return stop();
    const rest = group.items.slice(skip);
    const room = size - items.length;
    if (rest.length > room && rest.length <= size && items.length > 0 && !context.oddities.splitSeries)
      return stop();
    items.push(...rest.slice(0, room).map((make) => make()));
    if (rest.length > room) {
      skip += room;
      return stop();
    }
    position = group.position;
    skip = 0;
  }
  return { items, next: undefined };
}

function link(call: Call, name: '$skiptoken' | '$deltatoken', round: Round): string {
  return `${call.request.origin}${ownPath(call)}?${name}=${writeToken(round)}`;
}

/** Query options are refused (facts: graph §2.2); so is a token together with a new window. */
function delta(call: Call, oddities: DeltaOddities): GraphAnswer {
  call.query.allow('$skiptoken', '$deltatoken');
  const mailbox = call.mailbox();
  const calendar = calendarOf(call);
  const { switches } = call.core.world;
  const round = roundOf(call, calendar);
  const context = {
    mailbox,
    calendar,
    round,
    view: call.view,
    oddities,
    deletion: switches.occurrenceDeletion,
  };
  const page =
    switches.deltaFirstPage === 'empty' && !round.begun
      ? { items: [], next: { ...round, begun: true } }
      : readPage(context, call.prefer.pageSize ?? DEFAULT_PAGE);
  const [first] = page.items;
  const value = oddities.repeat && first ? [...page.items, first] : page.items;
  const links = page.next
    ? { '@odata.nextLink': link(call, '$skiptoken', page.next) }
    : { '@odata.deltaLink': link(call, '$deltatoken', round) };
  const body = { '@odata.context': `${call.request.origin}/$metadata#Collection(event)`, ...links, value };
  return json(200, body, { 'Preference-Applied': appliedPreferences(call.prefer, true) ?? '' });
}

export function deltaRoutes(oddities: DeltaOddities): Route[] {
  return ['', 'calendar/', 'calendars/:calendar/'].map((calendar) => ({
    method: 'GET',
    path: `${calendar}calendarView/delta`,
    scopes: READ,
    handle: (call) => delta(call, oddities),
    mailbox: true,
  }));
}
