/**
 * A thin trial of the whole way: reads both sides and, where it may, writes a probe, waits until it comes back, and
 * removes it again. It takes longer than a request may, and no run: the process that was asked does it beside everything
 * else, and whoever looks finds in the store how far it is.
 */
import { Fault } from '../../../core/fault.ts';
import { writesTo, type Instant, type Span } from '../../../core/items.ts';
import { effective } from '../../../core/settings.ts';
import { DAY, MINUTE } from '../../../core/spans.ts';
import type { Outcome } from '../actResult.ts';
import type { Act, Connection } from '../../documents.ts';
import type { OfficeSide } from '../../ports/sides.ts';
import type { Caller } from '../../ports/people.ts';
import { notFound } from '../../refusal.ts';
import type { RequestDeps } from '../../requestDeps.ts';
import { newId } from '../../secrets.ts';
import { officeOf, timifySideOf, type Subject } from '../shownItems.ts';
import { openDelta, waitForDelta, waitForNotification, whyUntold, type EchoDeps } from './echo.ts';
import { createProbe, removeProbe } from './probe.ts';
import { traceOf } from '../../traceOf.ts';
import { createSteps, type Step, type StepName, type Steps } from './steps.ts';

type SelfTestDeps = Pick<RequestDeps, 'store' | 'clock' | 'sides' | 'vault' | 'errands' | 'log'>;

interface Kept {
  isOver: boolean;
  steps: Step[];
}

type ShownStep = Omit<Step, 'began'>;
export interface SelfTest {
  isOver: boolean;
  steps: ShownStep[];
}

/** With all that it waits for. One that is older was cut off with its process. */
const LONGEST = 5 * MINUTE;

const AFTER_CREATE: readonly StepName[] = [
  'office-read',
  'office-notification',
  'office-delta',
  'office-remove',
];
const WRITING: readonly StepName[] = ['office-create', ...AFTER_CREATE];

interface Trial extends EchoDeps {
  steps: Steps;
  subject: Subject;
  office: OfficeSide;
}

/** An answer without the probe is no success. */
const readBack = async (office: OfficeSide, id: string): Promise<void> => {
  const { items } = await office.read([id]);
  if (!items.some((item) => item.id === id)) throw new Fault({ kind: 'not-found', service: 'graph' });
};

/** The probe never outlives the test, unless Microsoft refuses to remove it, which is a failed step. */
const tryWriting = async (trial: Trial, calendarId: string): Promise<void> => {
  const { steps, office } = trial;
  const { connection } = trial.subject;
  const untold = await whyUntold(trial, connection, calendarId);
  const delta = await openDelta(trial, office, calendarId);
  const event = await steps.attempt('office-create', () => createProbe(office, calendarId));
  if (!event) return steps.skip('failed', ...AFTER_CREATE);
  const { id } = event;
  try {
    await steps.attempt('office-read', () => readBack(office, id));
    if (untold) steps.skip(untold, 'office-notification');
    await Promise.all([
      untold ? null : steps.attempt('office-notification', () => waitForNotification(trial, connection, id)),
      steps.attempt('office-delta', () => waitForDelta(trial, office, delta, { calendarId, id })),
    ]);
  } finally {
    await steps.attempt('office-remove', () => removeProbe(office, id));
  }
};

/** Steps that touch the mailbox run for its owner alone: for anyone else they are `skipped`. */
const tryOffice = async (trial: Trial): Promise<void> => {
  const { steps, subject, office } = trial;
  const { connection, company, role } = subject;
  if (role !== 'owner') return steps.skip('owner-only', 'office-calendars', ...WRITING);
  const { direction } = effective(company, connection.settings).settings;
  const target = writesTo(direction, 'office') ? connection.writeCalendarId : null;
  await steps.attempt('office-calendars', () => office.calendars());
  if (target === null) return steps.skip('not-written', ...WRITING);
  return tryWriting(trial, target);
};

/** Writes how far it is, one write after the other. Of a connection that was erased meanwhile nothing is kept. */
const createRecord = ({ store, log }: SelfTestDeps, act: Act) => {
  let written = Promise.resolve();
  const put = async ({ steps, isOver }: Kept): Promise<void> => {
    if (!(await store.connections.get(act.connectionId))) return;
    const failed = steps.find(({ outcome }) => outcome === 'failed');
    await store.acts.put({
      ...act,
      result: { ok: !failed, error: failed?.error ?? null, facts: { steps, isOver } },
    });
  };
  return (now: Kept): Promise<void> => {
    written = written
      .then(() => put(now))
      .catch((error: unknown) => {
        log.warn('self-test not kept', { connection: act.connectionId, ...traceOf(error) });
      });
    return written;
  };
};

const carryOut = async (
  deps: SelfTestDeps,
  subject: Subject,
  stopping: AbortSignal,
  keep: (now: Kept) => Promise<void>,
): Promise<void> => {
  const { store, clock } = deps;
  const steps: Steps = createSteps(clock, () => void keep({ steps: [...steps.all], isOver: false }));
  const now = clock.now();
  const around: Span = { start: now, end: now + DAY };
  try {
    await tryOffice({ store, clock, stopping, steps, subject, office: officeOf(deps, subject) });
    await steps.attempt('timify-read', () => timifySideOf(deps, subject).window(around, []));
  } finally {
    await keep({ steps: [...steps.all], isOver: true });
  }
};

/** Begins one; `facts.id` is what `selfTestOf` is asked for. */
export const beginSelfTest = async (
  deps: SelfTestDeps,
  { oid }: Pick<Caller, 'oid'>,
  subject: Subject,
): Promise<Outcome> => {
  const act: Act = {
    id: newId(),
    connectionId: subject.connection.id,
    by: oid,
    at: deps.clock.now(),
    request: { kind: 'self-test' },
    result: null,
  };
  const keep = createRecord(deps, act);
  await keep({ steps: [], isOver: false });
  deps.errands.begin('self-test', (stopping) => carryOut(deps, subject, stopping, keep));
  return { ok: true, pending: true, error: null, facts: { id: act.id } };
};

/** One that runs has taken as long as until now; where nothing runs any more it was cut off. */
const shown =
  (isOver: boolean, now: Instant) =>
  ({ began, ...step }: Step): ShownStep => {
    if (step.outcome !== 'running') return step;
    return isOver ? { ...step, outcome: 'failed', error: 'stopped' } : { ...step, milliseconds: now - began };
  };

/** Whichever process carries it out. Only whoever began it is told. */
export const selfTestOf = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  { oid }: Pick<Caller, 'oid'>,
  connection: Connection,
  id: string,
): Promise<SelfTest> => {
  const act = await deps.store.acts.get(id);
  if (act?.request.kind !== 'self-test' || act.connectionId !== connection.id || act.by !== oid)
    throw notFound();
  // What only `createRecord` writes.
  const kept = act.result?.facts as unknown as Kept;
  const now = deps.clock.now();
  const isOver = kept.isOver || now > act.at + LONGEST;
  return { isOver, steps: kept.steps.map(shown(isOver, now)) };
};
