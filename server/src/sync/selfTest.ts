/** A thin trial of the whole way: reads both sides and, where it may, writes a probe, reads it and removes it again. */
import { Fault, isFault } from '../core/fault.ts';
import { writesTo, type Span } from '../core/items.ts';
import { type Content } from '../core/planned.ts';
import { effective } from '../core/settings.ts';
import type { Outcome } from './actResult.ts';
import type { OfficeSide } from './ports/sides.ts';
import type { RequestDeps } from './requestDeps.ts';
import { newId } from './secrets.ts';
import { officeOf, timifySideOf, type Subject } from './shownItems.ts';

type StepName = 'office-calendars' | 'office-create' | 'office-read' | 'office-remove' | 'timify-read';

interface Step {
  step: StepName;
  outcome: 'done' | 'failed' | 'skipped';
  milliseconds: number;
  error: string | null;
  /** Of a skipped one. What was skipped was not tested. */
  why: Why | null;
}

/**
 * `owner-only`: nobody else's test touches the mailbox. `not-written`: the direction writes nothing there. `failed`: a
 * step before it did.
 */
type Why = 'owner-only' | 'not-written' | 'failed';

const DAY = 86_400_000;
const FIVE_MINUTES = 300_000;

/** In the past and free: nobody's time is blocked, no reminder rings, nobody is invited. */
const probe = (now: number): Content => {
  const start = now - DAY - (now % FIVE_MINUTES);
  return {
    span: { start, end: start + FIVE_MINUTES },
    title: 'TIMIFY Sync: self-test',
    notes: '',
    place: '',
    look: { category: null, reminderMinutes: null, showAs: 'free', isPrivate: true },
  };
};

/** Keeps a record of each step and how long it took. */
const createRecord = (clock: RequestDeps['clock']) => {
  const steps: Step[] = [];
  const note = (step: Omit<Step, 'milliseconds'>, begun: number): void => {
    steps.push({ ...step, milliseconds: clock.now() - begun });
  };
  return {
    steps,
    skip: (why: Why, ...names: StepName[]): void => {
      for (const step of names) note({ step, outcome: 'skipped', error: null, why }, clock.now());
    },
    /** Null: it failed, in the way that is noted. */
    attempt: async <T>(step: StepName, work: () => Promise<T>): Promise<T | null> => {
      const begun = clock.now();
      try {
        const result = await work();
        note({ step, outcome: 'done', error: null, why: null }, begun);
        return result;
      } catch (error) {
        if (!isFault(error)) throw error;
        note({ step, outcome: 'failed', error: error.kind, why: null }, begun);
        return null;
      }
    },
  };
};
type StepRecord = ReturnType<typeof createRecord>;

/** An answer without the probe is no success. */
const readBack = async (office: OfficeSide, id: string): Promise<void> => {
  const { items } = await office.read([id]);
  if (!items.some((item) => item.id === id)) throw new Fault({ kind: 'not-found', service: 'graph' });
};

const tryWriting = async (record: StepRecord, office: OfficeSide, containerId: string, content: Content) => {
  const marker = `self-test.${newId()}`;
  const create = { containerId, marker, transactionId: marker, content };
  const event = await record.attempt('office-create', () => office.create(create));
  if (!event) return record.skip('failed', 'office-read', 'office-remove');
  const { id, version } = event;
  await record.attempt('office-read', () => readBack(office, id));
  await record.attempt('office-remove', () => office.remove({ id, containerId, version, notify: false }));
};

/**
 * `ok`: nothing that was tried failed; which steps were tried is told by each. Steps that touch the mailbox run for its
 * owner alone: for anyone else they are `skipped`. The probe never outlives
 * the test, unless Microsoft refuses to remove it, which is a failed step.
 */
export const selfTest = async (
  deps: Pick<RequestDeps, 'clock' | 'sides' | 'vault'>,
  subject: Subject,
): Promise<Outcome> => {
  const { connection, company, role } = subject;
  const record = createRecord(deps.clock);
  const content = probe(deps.clock.now());
  const { direction } = effective(company, connection.settings).settings;
  const target = writesTo(direction, 'office') ? connection.writeCalendarId : null;
  if (role === 'owner') {
    const office = officeOf(deps, subject);
    await record.attempt('office-calendars', () => office.calendars());
    if (target === null) record.skip('not-written', 'office-create', 'office-read', 'office-remove');
    else await tryWriting(record, office, target, content);
  } else record.skip('owner-only', 'office-calendars', 'office-create', 'office-read', 'office-remove');
  const around: Span = { start: content.span.start, end: content.span.start + DAY };
  await record.attempt('timify-read', () => timifySideOf(deps, subject).window(around, []));
  const failed = record.steps.find(({ outcome }) => outcome === 'failed');
  return { ok: !failed, pending: false, error: failed?.error ?? null, facts: { steps: record.steps } };
};
