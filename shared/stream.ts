/** `GET /api/stream`: server-sent events, read by `fetch` with the bearer token in its header. */
import { z } from 'zod';
import { Connection } from './connection.ts';

/** The `event:` line. Unknown kinds are to be ignored. */
export const StreamKind = z.enum(['progress', 'state', 'conflict', 'log', 'settings']);
export type StreamKind = z.infer<typeof StreamKind>;

/** The `data:` line. `connection` is the present state; null when it exists no longer. */
export const StreamEvent = z.object({
  kind: StreamKind,
  connectionId: z.string(),
  companyId: z.string(),
  at: z.string(),
  connection: Connection.nullable(),
});
export type StreamEvent = z.infer<typeof StreamEvent>;

export const STREAM_PATH = '/api/stream';
