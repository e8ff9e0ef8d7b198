import { describe, expect, it } from 'vitest';
import { Fault, type FaultKind } from '../../core/fault.ts';
import type { Plan, Write } from '../../core/planned.ts';
import type { PlanInput } from '../../core/planInput.ts';
import { apply } from './apply.ts';
import type { Desk } from '../desk.ts';
import { FenceLost } from '../ports/store.ts';
import type { RunDeps } from '../runDeps.ts';

const common = { linkId: 'link', why: 'made', containerId: null };
const span = { start: 0, end: 3_600_000 };
const look = { title: '', notes: '', place: '', look: null };
const create = (side: Write['side'], marker: string): Write => ({
  ...{ ...common, op: 'create', side, marker, intentAt: 0 },
  content: { span, ...look },
});
const change = (side: Write['side'], id: string, target: string): Write => ({
  ...{ ...common, op: 'update', side, id, target, version: '1' },
  ...{ content: { span }, notify: false, keepBody: false },
});

/** Sides that let us write only where `answers` has no fault for it, by marker or id. */
const carryOut = async (writes: Write[], answers: Record<string, FaultKind>) => {
  const sent: string[] = [];
  const send = (service: 'graph' | 'timify') => (write: { marker?: string; id?: string }) => {
    const name = write.marker ?? write.id ?? '';
    sent.push(name);
    const kind = answers[name];
    return kind ? Promise.reject(new Fault({ kind, service })) : Promise.resolve(null);
  };
  const side = (service: 'graph' | 'timify') => ({ create: send(service), update: send(service) });
  const desk = { office: side('graph'), timify: side('timify') } as unknown as Desk;
  const metrics = { write: () => undefined, fault: () => undefined } as unknown as RunDeps['metrics'];
  const lease = { fence: 1, check: () => undefined };
  const plan = { writes } as unknown as Plan;
  const { outcomes, fault } = await apply(
    { metrics },
    desk,
    plan,
    { links: [] } as unknown as PlanInput,
    lease,
  );
  return { sent, states: outcomes.map(({ state }) => state), fault };
};

describe('a permission that is missing', () => {
  it.each(['office', 'timify'] as const)('for all writes of %s ends the run', async (side) => {
    const writes = [create(side, 'one'), create(side, 'two')];
    const result = await carryOut(writes, { one: 'permission-missing', two: 'permission-missing' });
    expect(result).toMatchObject({ states: ['untried', 'untried'], fault: { kind: 'permission-missing' } });
    expect(result.sent).toEqual(['one', 'two']);
  });

  it('leaves the other side what it got', async () => {
    const writes = [create('office', 'copy'), create('timify', 'blocker')];
    const result = await carryOut(writes, { copy: 'permission-missing' });
    expect(result).toMatchObject({
      states: ['untried', 'done'],
      fault: { kind: 'permission-missing', service: 'graph' },
    });
  });

  it('for one of several is a matter of that one', async () => {
    const writes = [create('office', 'one'), create('office', 'two')];
    const result = await carryOut(writes, { one: 'permission-missing' });
    expect(result).toMatchObject({ states: ['failed', 'done'], fault: null });
  });

  it('among other failures says nothing of the side', async () => {
    const writes = [create('office', 'one'), create('office', 'two')];
    const result = await carryOut(writes, { one: 'permission-missing', two: 'invalid' });
    expect(result).toMatchObject({ states: ['failed', 'failed'], fault: null });
  });

  it('for a person’s own event alone is a matter of that event', async () => {
    const result = await carryOut([change('office', 'event', 'origin')], { event: 'permission-missing' });
    expect(result).toMatchObject({ states: ['failed'], fault: null });
  });

  it('gives way to what ended the run before', async () => {
    const writes = [create('office', 'one'), create('timify', 'two')];
    const result = await carryOut(writes, { one: 'permission-missing', two: 'unavailable' });
    expect(result).toMatchObject({ states: ['untried', 'untried'], fault: { kind: 'unavailable' } });
  });
});

describe('a lease that is lost while writes are under way', () => {
  it('ends the run when they are answered, and nothing more is sent', async () => {
    const sent: string[] = [];
    let answer = (): void => undefined;
    const answered = new Promise<null>((resolve) => (answer = () => resolve(null)));
    const office = {
      create: ({ marker }: { marker: string }) => {
        sent.push(marker);
        return answered;
      },
    };
    const lease = {
      fence: 1,
      check: () => {
        if (sent.length === 2) throw new FenceLost('The lease has ended.');
      },
    };
    const writes = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => create('office', name));
    const metrics = { write: () => undefined } as unknown as RunDeps['metrics'];
    let isOver = false;
    const applied = apply(
      { metrics },
      { office } as unknown as Desk,
      { writes } as unknown as Plan,
      { links: [] } as unknown as PlanInput,
      lease,
    ).finally(() => (isOver = true));
    const told = expect(applied).rejects.toThrow(FenceLost);
    await new Promise((resolve) => setImmediate(resolve));
    expect({ isOver, sent }).toEqual({ isOver: false, sent: ['one', 'two'] });
    answer();
    await told;
    expect(sent).toEqual(['one', 'two']);
  });
});
