import { toEwsId } from '../host/officeProtocol.ts';
import type { OpenItem } from '../host/session.ts';

export interface AsyncResult {
  status: 'succeeded' | 'failed';
  value: unknown;
  error: { name: string; message: string; code: number } | undefined;
  asyncContext: unknown;
}

type Callback = (result: AsyncResult) => void;

/** Office answers later, never within the call. Options may stand before the callback. */
export function answerLater(value: unknown, args: unknown[]): void {
  const callback = args.find((arg): arg is Callback => typeof arg === 'function');
  const options = args.find((arg) => typeof arg === 'object' && arg !== null);
  const asyncContext =
    options === undefined ? undefined : (options as { asyncContext?: unknown }).asyncContext;
  if (callback === undefined) return;
  setTimeout(() => callback({ status: 'succeeded', value, error: undefined, asyncContext }), 0);
}

/**
 * `mailbox.item`. Reading it as an attendee gives plain values, organising it gives objects with `getAsync`, and an
 * organiser's item has no id of its own to read (facts addin §2.8).
 */
export function officeItem(open: OpenItem | null): Record<string, unknown> | null {
  if (open === null) return null;
  if (open.mode === 'message') {
    return {
      itemType: 'message',
      itemId: 'AAkALgAAAA-mail/1',
      itemClass: 'IPM.Note',
      subject: open.subject,
      conversationId: 'AAQk1',
    };
  }
  const start = new Date(open.start);
  const end = new Date(open.end);
  if (open.mode === 'attendee') {
    return {
      itemType: 'appointment',
      itemId: toEwsId(open.id),
      itemClass: 'IPM.Appointment',
      subject: open.subject,
      normalizedSubject: open.subject,
      start,
      end,
    };
  }
  return {
    itemType: 'appointment',
    subject: later(open.subject),
    start: later(start),
    end: later(end),
    getItemIdAsync: (...args: unknown[]) => answerLater(toEwsId(open.id), args),
  };
}

const later = (value: unknown): { getAsync: (...args: unknown[]) => void } => ({
  getAsync: (...args) => answerLater(value, args),
});
