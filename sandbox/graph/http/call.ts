import type { DirectoryUser, GraphGrant } from '../../world.ts';
import type { Core } from '../core.ts';
import type { View } from '../events/present.ts';
import type { Preferences } from '../query/prefer.ts';
import type { Query } from '../query/options.ts';
import type { Mailbox } from '../store/mailbox.ts';

/** A request as Graph sees it, whether it came by itself or inside a `$batch`. */
export interface GraphRequest {
  method: string;
  /** Path after the version, with query: `/me/events?$top=5`. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: unknown;
  /** Base of absolute links: the address at which the caller reached us, with version. */
  origin: string;
}

export interface GraphAnswer {
  status: number;
  headers: Record<string, string>;
  /** Undefined: no body. */
  body?: unknown;
}

/** What a handler works with. */
export interface Call {
  core: Core;
  request: GraphRequest;
  grant: GraphGrant;
  /** Whose resources the path names. */
  user: DirectoryUser;
  /** Opened on use: 404 where the user has none. */
  mailbox(): Mailbox;
  params: Readonly<Record<string, string>>;
  query: Query;
  prefer: Preferences;
  view: View;
}

export type Handler = (call: Call) => GraphAnswer | Promise<GraphAnswer>;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): GraphAnswer {
  return { status, headers, body };
}

export function empty(status: number): GraphAnswer {
  return { status, headers: {} };
}
