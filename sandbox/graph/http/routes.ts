import { refuse } from '../errors.ts';
import type { Handler } from './call.ts';

/** One kind of request: method, path below the user (or below the root), and the scopes of which one is needed. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `calendars/:calendar/events`. */
  path: string;
  /** Any of these; empty: any valid token. */
  scopes: readonly string[];
  handle: Handler;
  /** Takes one of the mailbox's four lanes (facts: graph §4.1). */
  mailbox?: boolean;
}

/** Several names are enough for reading: the weaker ones show less (facts: graph §5.4, §3.7). */
export const READ = [
  'Calendars.ReadBasic',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
];
export const WRITE = ['Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'];
export const READ_SHARED = ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'];
export const WRITE_SHARED = ['Calendars.ReadWrite.Shared'];

interface Compiled {
  route: Route;
  parts: string[];
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds routes by their segments. */
export class RouteTable {
  readonly #routes: Compiled[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({ route, parts: route.path.split('/').filter(Boolean) }));
  }

  /** 400 for an unknown segment, 405 for a known path with another method (facts: graph §7 no. 26, §8.1 no. 19). */
  find(method: string, segments: readonly string[]): Match {
    let other = false;
    for (const { route, parts } of this.#routes) {
      const params = paramsOf(parts, segments);
      if (!params) continue;
      if (route.method === method) return { route, params };
      other = true;
    }
    throw other ? refuse.method() : refuse.segment(this.#stranger(segments));
  }

  /** The first segment that no route knows at its place. */
  #stranger(segments: readonly string[]): string {
    for (let length = segments.length; length > 0; length--) {
      const head = segments.slice(0, length - 1);
      if (this.#routes.some(({ parts }) => paramsOf(parts.slice(0, length - 1), head)))
        return segments[length - 1] ?? '';
    }
    return segments[0] ?? '';
  }
}

function paramsOf(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

/** Segments of a path, decoded; `users('x')` reads as `users/x`. */
export function segmentsOf(path: string): string[] {
  const plain = path.replace(/\('([^']*)'\)/g, '/$1');
  return plain
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        throw refuse.badRequest('The path is not well formed.');
      }
    });
}
