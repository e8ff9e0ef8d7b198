import { GraphFault, refuse } from '../errors.ts';
import { parseInstant } from '../time/moments.ts';
import type { Span } from '../series/instances.ts';

/** About five years (facts: graph §6.3). */
const LONGEST_WINDOW = 1825 * 86_400_000;

/** The query of a request: names in any letter case, values decoded (facts: graph §2.2). */
export class Query {
  readonly #values = new Map<string, string>();
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    for (const part of text.split('&').filter(Boolean)) {
      const at = part.indexOf('=');
      const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
      this.#values.set(decode(name).toLowerCase(), decode(value.replace(/\+/g, ' ')));
    }
  }

  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase());
  }

  /** Refuses OData options outside the list (facts: graph §8.1 no. 19). */
  allow(...options: string[]): void {
    for (const name of this.#values.keys()) {
      if (name === '$search') throw refuse.search();
      if (name.startsWith('$') && !options.includes(name)) {
        throw refuse.badRequest(`The query parameter '${name}' is not supported.`);
      }
    }
  }

  count(name: string): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0)
      throw refuse.badRequest(`Invalid value '${text}' for ${name} query option.`);
    return value;
  }

  list(name: string): string[] | undefined {
    const text = this.get(name);
    return text
      ?.split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  }

  /** `startDateTime` and `endDateTime`, both required. */
  window(): Span {
    const start = this.get('startDateTime');
    const end = this.get('endDateTime');
    if (start === undefined || end === undefined) {
      throw refuse.invalid(
        'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
      );
    }
    const span = { start: parseInstant(start), end: parseInstant(end) };
    if (span.start === undefined || span.end === undefined) {
      throw refuse.invalid('The value of StartDateTime or EndDateTime is not a date and time.');
    }
    if (span.end < span.start)
      throw refuse.invalid('The EndDateTime of the window is before its StartDateTime.');
    if (span.end - span.start > LONGEST_WINDOW) {
      throw new GraphFault(
        400,
        'ErrorCalendarViewRangeTooBig',
        'The specified calendar view range exceeds 1825 days.',
      );
    }
    return { start: span.start, end: span.end };
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refuse.badRequest('The query is not well formed.');
  }
}
