/** A thin trial of the whole way: reads both sides and, where it may, writes a probe, reads it and removes it again. */
import { isFault } from '../core/fault.ts';
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
}

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
  const note = (step: StepName, outcome: Step['outcome'], begun: number, error: string | null): void => {
    steps.push({ step, outcome, milliseconds: clock.now() - begun, error });
  };
  return {
    steps,
    skip: (...names: StepName[]): void => {
      for (const name of names) note(name, 'skipped', clock.now(), null);
    },
    /** Null: it failed, in the way that is noted. */
    attempt: async <T>(step: StepName, work: () => Promise<T>): Promise<T | null> => {
      const begun = clock.now();
      try {
        const result = await work();
        note(step, 'done', begun, null);
        return result;
      } catch (error) {
        if (!isFault(error)) throw error;
        note(step, 'failed', begun, error.kind);
        return null;
      }
    },
  };
};
type StepRecord = ReturnType<typeof createRecord>;

const tryWriting = async (record: StepRecord, office: OfficeSide, containerId: string, content: Content) => {
  const marker = `self-test.${newId()}`;
  const create = { containerId, marker, transactionId: marker, content };
  const event = await record.attempt('office-create', () => office.create(create));
  if (!event) return record.skip('office-read', 'office-remove');
  const { id, version } = event;
  await record.attempt('office-read', () => office.read([id]));
  await record.attempt('office-remove', () => office.remove({ id, containerId, version, notify: false }));
};

/**
 * Steps that touch the mailbox run for its owner alone: for anyone else they are `skipped`. The probe never outlives
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
    if (target === null) record.skip('office-create', 'office-read', 'office-remove');
    else await tryWriting(record, office, target, content);
  } else record.skip('office-calendars', 'office-create', 'office-read', 'office-remove');
  const around: Span = { start: content.span.start, end: content.span.start + DAY };
  await record.attempt('timify-read', () => timifySideOf(deps, subject).window(around, []));
  const failed = record.steps.find(({ outcome }) => outcome === 'failed');
  return { ok: !failed, pending: false, error: failed?.error ?? null, facts: { steps: record.steps } };
};
