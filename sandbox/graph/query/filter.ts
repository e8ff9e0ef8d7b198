import { refuse } from '../errors.ts';
import type { ExtendedProperty } from '../model.ts';
import { parseInstant } from '../time/moments.ts';
import { TokenReader } from './tokens.ts';

/**
 * `$filter` on events: comparisons of `start/dateTime` and `end/dateTime`, of plain properties, `contains` and
 * `startswith`, and `Any` over extended properties (facts: graph §3.6, §8.1 no. 13). Anything else is refused.
 */

export interface Filterable {
  /** A property by its path, as the answer would show it in UTC. */
  property(path: string): unknown;
  extended: readonly ExtendedProperty[];
}

export type Predicate = (item: Filterable) => boolean;

const OPERATORS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
type Operator = (typeof OPERATORS)[number];

const PATHS = new Set(
  [
    ...[
      'start/dateTime',
      'end/dateTime',
      'iCalUId',
      'uid',
      'subject',
      'isAllDay',
      'isCancelled',
      'showAs',
      'type',
    ],
    ...[
      'sensitivity',
      'importance',
      'seriesMasterId',
      'transactionId',
      'isOrganizer',
      'isReminderOn',
      'originalStart',
    ],
    ...[
      'createdDateTime',
      'lastModifiedDateTime',
      'organizer/emailAddress/address',
      'location/displayName',
      'id',
    ],
  ].map((path) => path.toLowerCase()),
);

export function parseFilter(text: string): Predicate {
  const reader = new TokenReader(text);
  const predicate = either(reader);
  if (!reader.done) throw reader.fault();
  return predicate;
}

function either(reader: TokenReader): Predicate {
  let left = both(reader);
  while (reader.takes('or')) {
    const [a, b] = [left, both(reader)];
    left = (item) => a(item) || b(item);
  }
  return left;
}

function both(reader: TokenReader): Predicate {
  let left = single(reader);
  while (reader.takes('and')) {
    const [a, b] = [left, single(reader)];
    left = (item) => a(item) && b(item);
  }
  return left;
}

function single(reader: TokenReader): Predicate {
  if (reader.takes('not')) {
    const inner = single(reader);
    return (item) => !inner(item);
  }
  if (reader.takes('(')) {
    const inner = either(reader);
    reader.expect(')');
    return inner;
  }
  const name = reader.name();
  if (/^singleValueExtendedProperties\/any$/i.test(name)) return anyExtended(reader);
  if (/^(contains|startswith)$/i.test(name)) return textFunction(name.toLowerCase(), reader, knownPath);
  return comparison(knownPath(name), reader);
}

function knownPath(path: string): string {
  if (!PATHS.has(path.toLowerCase())) {
    throw refuse.badRequest(`The property '${path}' does not support filtering.`);
  }
  return path;
}

function comparison(path: string, reader: TokenReader): Predicate {
  const test = comparer(operator(reader), literal(reader));
  return (item) => test(item.property(path));
}

function operator(reader: TokenReader): Operator {
  const name = reader.name().toLowerCase();
  const found = OPERATORS.find((one) => one === name);
  if (!found) throw reader.fault();
  return found;
}

function literal(reader: TokenReader): string | boolean | number | null {
  const token = reader.next();
  if (token.kind === 'text') return token.value;
  if (token.kind === 'mark') throw reader.fault();
  // A date without quotes is cut at its colons.
  let text = token.value;
  while (reader.takes(':')) text += `:${reader.name()}`;
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

function comparer(operator: Operator, wanted: string | boolean | number | null): (value: unknown) => boolean {
  return (value) => {
    const order = compare(value, wanted);
    if (operator === 'eq') return order === 0;
    if (operator === 'ne') return order !== 0;
    if (Number.isNaN(order)) return false;
    if (operator === 'gt') return order > 0;
    if (operator === 'ge') return order >= 0;
    return operator === 'lt' ? order < 0 : order <= 0;
  };
}

/** Texts that are dates compare as instants. NaN: not comparable. */
function compare(value: unknown, wanted: string | boolean | number | null): number {
  if (value === wanted) return 0;
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted;
  if (typeof value !== 'string' || typeof wanted !== 'string') return Number.NaN;
  const [a, b] = [parseInstant(value), parseInstant(wanted)];
  if (a !== undefined && b !== undefined) return a - b;
  return value < wanted ? -1 : 1;
}

function textFunction(name: string, reader: TokenReader, path: (name: string) => string): Predicate {
  reader.expect('(');
  const property = path(reader.name());
  reader.expect(',');
  const part = String(literal(reader)).toLowerCase();
  reader.expect(')');
  return (item) => {
    const value = item.property(property);
    if (typeof value !== 'string') return false;
    return name === 'contains' ? value.toLowerCase().includes(part) : value.toLowerCase().startsWith(part);
  };
}

/** Ids are compared exactly, values in any letter case (facts: graph §3.6). */
function anyExtended(reader: TokenReader): Predicate {
  reader.expect('(');
  const variable = reader.name().toLowerCase();
  reader.expect(':');
  const inner = extendedConditions(reader, variable);
  reader.expect(')');
  return (item) => item.extended.some(inner);
}

function extendedConditions(reader: TokenReader, variable: string): (one: ExtendedProperty) => boolean {
  const tests: ((one: ExtendedProperty) => boolean)[] = [];
  do tests.push(extendedCondition(reader, variable));
  while (reader.takes('and'));
  return (one) => tests.every((test) => test(one));
}

function extendedCondition(reader: TokenReader, variable: string): (one: ExtendedProperty) => boolean {
  const name = reader.name().toLowerCase();
  if (name === 'contains' || name === 'startswith') {
    const test = textFunction(name, reader, (path) => path.toLowerCase());
    return (one) => test({ property: () => one.value, extended: [] });
  }
  const how = operator(reader);
  const wanted = literal(reader);
  if (name === `${variable}/id` && how === 'eq') return (one) => one.id === wanted;
  if (name !== `${variable}/value` || (how !== 'eq' && how !== 'ne')) throw reader.fault();
  const text = typeof wanted === 'string' ? wanted.toLowerCase() : undefined;
  return (one) => (one.value.toLowerCase() === text) === (how === 'eq');
}
