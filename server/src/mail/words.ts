import type { MailKind } from '../sync/ports/people.ts';
import type { Run } from './letter.ts';

/** What a template may use. Everything but `url` may be missing; a sentence without its fact is left out. */
export interface Facts {
  url: string;
  company: string | null;
  resource: string | null;
  /** The receiver's name, where it is known; else the resource's stands for it. */
  name: string | null;
  invitedBy: string | null;
  /** Already in words, with zone: "Di., 8. Dez. 2026, 09:30 (MEZ)". */
  expires: string | null;
  /** Error id of the product, e.g. `mailbox_unsupported`. */
  reason: string | null;
  requestId: string | null;
  count: string | null;
  total: string | null;
  conflicts: string | null;
  /** To be typed into the pane. */
  code: string | null;
  /** Settings came along with a company; null: it starts with none. */
  settings: string | null;
  /** Name of the calendar that holds the copies: Outlook or TIMIFY. */
  place: string | null;
  privacyUrl: string | null;
  helpUrl: string | null;
}

/** The part of a letter that differs between kinds. */
export interface Saying {
  subject: string;
  heading: string;
  paragraphs: Run[][];
  button: string;
  rows?: { label: string; value: string }[];
  small?: (string | null)[];
}

/** Title, cause and what it means for the data, for a connection that failed. */
export interface Reason {
  text: string;
  safe: string;
}

export interface Language {
  kinds: Record<MailKind, (facts: Facts) => Saying>;
  linkHint: string;
  requestId: string;
  privacy: string;
  help: string;
}
