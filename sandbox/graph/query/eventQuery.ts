import { refuse } from '../errors.ts';
import { etagOf, presentEvent, PLAIN_VIEW, type EventJson, type View } from '../events/present.ts';
import { occurrence, type Instance } from '../series/instances.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { wallText } from '../time/moments.ts';
import type { Call } from '../http/call.ts';
import { parseFilter, type Filterable, type Predicate } from './filter.ts';
import type { Query } from './options.ts';

/** How one event is to be shown: which properties, and what is expanded. */
export interface Shape {
  select: string[] | undefined;
  /** Ids of the extended properties asked for; undefined: none asked for. */
  extended: ((id: string) => boolean) | undefined;
  exceptions: boolean;
}

/** Only returned when it is asked for by name (facts: graph §3.1). */
const ON_SELECT = 'cancelledoccurrences';

export function readShape(query: Query): Shape {
  const expands = splitExpand(query.get('$expand') ?? '');
  const shape: Shape = { select: query.list('$select'), extended: undefined, exceptions: false };
  for (const expand of expands) {
    const name = /^\w+/.exec(expand)?.[0].toLowerCase();
    if (name === 'singlevalueextendedproperties') shape.extended = extendedFilter(expand);
    else if (name === 'exceptionoccurrences') shape.exceptions = true;
    else if (name !== 'extensions' && name !== 'attachments') {
      throw refuse.badRequest(`Could not find a property named '${expand}' on type 'microsoft.graph.event'.`);
    }
  }
  return shape;
}

/** Splits at commas outside brackets. */
function splitExpand(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].map((one) => one.trim()).filter(Boolean);
}

/** `singleValueExtendedProperties($filter=id eq '…')`: without a filter Graph refuses (facts: graph §3.6: no list of all). */
function extendedFilter(expand: string): (id: string) => boolean {
  const filter = /^\w+\(\s*\$filter\s*=\s*([\s\S]*)\)$/.exec(expand)?.[1];
  if (filter === undefined) {
    throw refuse.badRequest(
      'The expansion of singleValueExtendedProperties needs a $filter on the property ids.',
    );
  }
  const ids = [...filter.matchAll(/(?:^|[\s(])(?:\w+\/)?id\s+eq\s+'((?:[^']|'')*)'/gi)].map(
    (part) => part[1] ?? '',
  );
  if (ids.length === 0) throw refuse.badRequest(`Invalid filter clause: '${filter}'.`);
  return (id) => ids.includes(id);
}

/** Shows one event in the shape asked for. Id and etag are always there. */
export function shaped(mailbox: Mailbox, instance: Instance, view: View, shape: Shape): EventJson {
  const full = presentEvent(mailbox, instance, view);
  return { ...selected(full, shape, mailbox, instance, view), ...expansions(mailbox, instance, view, shape) };
}

function selected(
  full: EventJson,
  shape: Shape,
  mailbox: Mailbox,
  instance: Instance,
  view: View,
): EventJson {
  if (!shape.select || shape.select.includes('*')) return full;
  const wanted = new Set(shape.select.map((name) => name.toLowerCase()));
  const kept = Object.entries(full).filter(([name]) => wanted.has(name.toLowerCase()));
  const answer: EventJson = {
    '@odata.etag': etagOf(mailbox, instance),
    id: full['id'],
    ...Object.fromEntries(kept),
  };
  if (wanted.has(ON_SELECT) && instance.kind === 'seriesMaster') {
    const master = mailbox.idOf(instance.event, view.immutable);
    answer['cancelledOccurrences'] = instance.event.deletedDates.map((date) => `OID.${master}.${date}`);
  }
  return answer;
}

export function extendedOf({ event, exception }: Instance): readonly { id: string; value: string }[] {
  return exception && exception.extended.length > 0 ? exception.extended : event.extended;
}

function expansions(mailbox: Mailbox, instance: Instance, view: View, shape: Shape): EventJson {
  const { extended } = shape;
  const found = extended && extendedOf(instance).filter((one) => extended(one.id));
  return {
    ...(found && found.length > 0 ? { singleValueExtendedProperties: found } : {}),
    ...(shape.exceptions && instance.kind === 'seriesMaster'
      ? { exceptionOccurrences: exceptionsOf(instance).map((one) => presentEvent(mailbox, one, view)) }
      : {}),
  };
}

function exceptionsOf({ event }: Instance): Instance[] {
  return Object.keys(event.exceptions).flatMap((date) => occurrence(event, date) ?? []);
}

export function readFilter(query: Query): Predicate | undefined {
  const text = query.get('$filter');
  return text === undefined ? undefined : parseFilter(text);
}

/** The common ones without building the whole answer, since a filter looks at every event of a calendar. */
const QUICK: Record<string, (instance: Instance) => unknown> = {
  'start/datetime': ({ content }) => wallText(content.isAllDay ? content.start.wall : content.start.at),
  'end/datetime': ({ content }) => wallText(content.isAllDay ? content.end.wall : content.end.at),
  subject: ({ content }) => content.subject,
};

/** The properties of an event as `$filter` and `$orderby` see them: in UTC, built only if asked for. */
export function filterable(mailbox: Mailbox, instance: Instance): Filterable {
  let full: EventJson | undefined;
  return {
    extended: extendedOf(instance),
    property: (path) => {
      const quick = QUICK[path.toLowerCase()];
      if (quick && !instance.event.raw) return quick(instance);
      full ??= presentEvent(mailbox, instance, PLAIN_VIEW);
      return path.split('/').reduce<unknown>(propertyOf, full);
    },
  };
}

function propertyOf(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const found = Object.entries(holder).find(([one]) => one.toLowerCase() === name.toLowerCase());
  return found?.[1];
}

/** `$orderby=start/dateTime desc, subject`. */
export function sorter(call: Call): ((a: Instance, b: Instance) => number) | undefined {
  const text = call.query.get('$orderby');
  if (text === undefined) return undefined;
  const mailbox = call.mailbox();
  const terms = text.split(',').map((term) => term.trim().split(/\s+/));
  return (a, b) => {
    for (const [path = '', direction] of terms) {
      const [x, y] = [a, b].map((one) => filterable(mailbox, one).property(path));
      const order = x === y ? 0 : String(x) < String(y) ? -1 : 1;
      if (order !== 0) return direction?.toLowerCase() === 'desc' ? -order : order;
    }
    return 0;
  };
}
