import { STREAM_PATH, StreamEvent } from '../../../shared/stream.ts';
import { SignInFault } from '../host/signInFault.ts';
import { isApiError } from './apiError.ts';
import type { Client } from './client.ts';
import { pause } from './pause.ts';
import { createEventParser } from './sse.ts';

export interface StreamListener {
  readonly onEvent: (event: StreamEvent) => void;
  /** `back` after a gap: what was shown may be old, ask again. */
  readonly onLine: (state: 'live' | 'back' | 'lost') => void;
}

interface Parts {
  readonly client: Pick<Client, 'open'>;
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Runs until `signal` aborts or the person has to sign in; a lost line is taken up again with growing pauses. */
export async function followStream(
  listener: StreamListener,
  signal: AbortSignal,
  parts: Parts,
): Promise<void> {
  const { client, wait = pause, random = Math.random } = parts;
  let failures = 0;
  let wasLost = false;
  while (!signal.aborted) {
    try {
      const response = await client.open(STREAM_PATH, signal);
      listener.onLine(wasLost ? 'back' : 'live');
      wasLost = false;
      failures = 0;
      await readEvents(response, listener);
    } catch (cause) {
      if (isOver(cause)) return;
    }
    if (isAborted(signal)) return;
    failures += 1;
    if (failures > 1 || !navigator.onLine) {
      wasLost = true;
      listener.onLine('lost');
    }
    await wait(pauseAfter(failures, random()), signal);
    wasLost = true;
  }
}

/** Asked anew after every wait, which the compiler takes for the same answer. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Doubling, and scattered between half and full length so that panes do not come back all at once. */
export function pauseAfter(failures: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return Math.round(full * (0.5 + random / 2));
}

/** Nothing that trying again would cure. */
function isOver(cause: unknown): boolean {
  if (cause instanceof SignInFault) return cause.kind !== 'offline';
  return isApiError(cause, 'unauthorised', 'sign_in_required', 'forbidden');
}

async function readEvents(response: Response, listener: StreamListener): Promise<void> {
  if (response.body === null) return;
  const parse = createEventParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const { data } of parse(value)) {
      const event = StreamEvent.safeParse(fromJson(data));
      // A newer server may send kinds that this pane does not know.
      if (event.success) listener.onEvent(event.data);
    }
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
