import type { Totals } from './brake.ts';
import type { Hash } from './fingerprint.ts';
import type {
  Appointment,
  Availability,
  ChosenCalendar,
  Instant,
  OfficeEvent,
  Snapshot,
  Span,
} from './items.ts';
import type { Conflict, Hold, Undo, Verdict } from './decisions.ts';
import type { Link } from './links.ts';
import type { Settings } from './settings.ts';

/** All that a plan is made from. The same input gives the same plan. */
export interface PlanInput {
  now: Instant;
  hash: Hash;
  connection: {
    id: string;
    resourceId: string;
    language: 'de' | 'en';
    /** IANA zone in which a day event is a day for TIMIFY. */
    timeZone: string;
    calendars: readonly ChosenCalendar[];
    writeCalendarId: string | null;
    /** What a person left as it is for whole series; see `seriesToken`. */
    ignoredSeries: readonly string[];
    createdAt: Instant;
    /** From then on every event of the window has a link; null: not read in full yet. */
    importedAt: Instant | null;
  };
  settings: Settings;
  settingsVersion: number;
  window: Span;
  office: Snapshot<OfficeEvent>;
  timify: Snapshot<Appointment>;
  /** All links about the items above, and all that touch `linked`. */
  links: readonly Link[];
  linked: readonly Span[];
  /** Everything that TIMIFY holds for the resource inside `spans`. */
  known: { appointments: readonly Appointment[]; spans: readonly Span[] };
  /** Null where it was not read; the planner then wants the spans it needs. */
  availability: Availability;
  /** Ids that were read one by one in this run: their marker, or its absence, is known. */
  seen: ReadonlySet<string>;
  /** Events that other connections of this mailbox made of their bookings: originals here, and never written (design §4, rule 1). */
  othersCopies: ReadonlySet<string>;
  /** Open conflicts of the connection. */
  conflicts: readonly Conflict[];
  verdicts: readonly Verdict[];
  undos: readonly Undo[];
  hold: Hold | null;
  /** Held deletions that a person confirmed: they pass the brake. */
  released: ReadonlySet<string>;
  /** Null: not counted yet. */
  totals: Totals | null;
  /** What vanished in former parts of this look, and was deleted: units per container. */
  earlier: Totals;
  /** First connection and recovery: the same item found on both sides is linked, not doubled. */
  adopt: boolean;
  /** "Apply to what is already synced": every origin counts as changed. */
  reapply: boolean;
}
