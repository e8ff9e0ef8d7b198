/** What a plan consists of: writes, what becomes of each pair, and what must still be seen. */
import type { RuleId } from './rules.ts';
import type { Instant, Span, SideName, ShowAs } from './items.ts';
import type { Link } from './links.ts';
import type { Conflict, WayBack, UndoRefusal, Hold } from './decisions.ts';

/** Content to write, already projected, anonymised and in the writer's language. */
export interface Content {
  span: Span;
  title: string;
  notes: string;
  place: string;
  /** Office only. */
  look: {
    category: string | null;
    reminderMinutes: number | null;
    showAs: ShowAs;
    isPrivate: boolean;
  } | null;
}

interface WriteBase {
  linkId: string;
  side: SideName;
  /** One sentence id for the log; see `core/rules.ts`. */
  why: string;
}

export interface CreateWrite extends WriteBase {
  op: 'create';
  marker: string;
  intentAt: Instant;
  containerId: string | null;
  content: Content;
}

export interface UpdateWrite extends WriteBase {
  op: 'update';
  /** The mirror's marker, or `origin` where a shift is carried over. */
  target: string;
  id: string;
  containerId: string | null;
  /** The version that was last read; the write fails if the item has moved on. */
  version: string;
  /** Only what changes. */
  content: Partial<Content>;
  /** Bookings with customers: whether TIMIFY tells them. */
  notify: boolean;
  /** The body of an online meeting is never written. */
  keepBody: boolean;
}

export interface DeleteWrite extends WriteBase {
  op: 'delete';
  target: string;
  id: string;
  containerId: string | null;
  version: string;
  notify: boolean;
}

export type Write = CreateWrite | UpdateWrite | DeleteWrite;

/** Everything intended for one pair. `before` is stored ahead of the writes when it holds new intents. */
export interface PairPlan {
  linkId: string;
  /** The link with intents for the creates; null when there is nothing to store before. */
  before: Link | null;
  /** Ids into the plan's ordered `writes`. */
  writes: number[];
  /** The link when every write has succeeded; null forgets it. */
  after: Link | null;
  /** A log line, or null where nothing a person would care about happened. */
  log: LogDraft | null;
}

export interface LogDraft {
  linkId: string;
  /** What happened: an operation, `conflict`, `skipped` …. */
  event: string;
  side: SideName;
  item: string;
  span: Span;
  rule: string;
  setting: string | null;
  /** The other time: the one before, or the one that lost. */
  was: Span | null;
  /** How it is taken back; null: it can't be. */
  back: WayBack | null;
  /** The conflict that a person decided with it. */
  conflictId: string | null;
}

/** A plan that wants something holds no writes: it is a question, not an answer. */
export interface Wants {
  /** Items to re-read by id: a silence that may be a deletion, or an end that must be seen before it is judged. */
  office: string[];
  timify: string[];
  /** Times of which everything TIMIFY holds must be known. */
  spans: Span[];
  /** Times of which all links that touch them must be known. */
  links: Span[];
  /** How many units each container mirrors: the brake can only judge a large deletion against the whole. */
  totals: boolean;
}

export interface Plan {
  writes: Write[];
  pairs: PairPlan[];
  conflicts: {
    open: Conflict[];
    close: { id: string; why: RuleId }[];
    /** Open ones of which other free times, or other ways out, are offered by now. */
    refresh: Conflict[];
  };
  hold: Hold | null;
  /** What a person decided, or wanted to take back, and can't be done now: nothing was written for it. */
  refusals: { linkId: string; why: RuleId | UndoRefusal }[];
  /** What the planner must still see before it can decide; the shell reads it and plans again. */
  wants: Wants;
  counts: { create: number; update: number; delete: number; skip: number; conflict: number; echo: number };
}
