import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConflictAnswer } from '../../support/answers.ts';
import { actsIn, blockerOf, explain, type Why } from '../../support/explain.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';
import { dayAt, on } from '../../support/ways.ts';

/** A setting that was changed after it had decided: what it said then is told, and the call that has it decide anew. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const { connected } = actsIn(() => town);

const follow = async (lena: Person, { change }: Why): Promise<void> => {
  if (!change) throw new Error('no call');
  expect(change.path).toBe(`/api/connections/${lena.connectionId}/actions/apply-settings`);
  expect((await lena.api(change.method, change.path, change.body)).status).toBe(200);
  await town.settled();
};

describe('decided under an older value', { timeout: 60_000 }, () => {
  it('an event that was left out says so in both languages, until the settings are applied', async () => {
    const lena = await connected();
    const { id } = await lena.event('Lunch', on(12), on(13), { showAs: 'free' });
    await town.settled();
    expect((await explain(lena, 'office', id)).earlier).toBeNull();
    await lena.settings({ showAs: { free: 'block' } });
    await town.settled();
    const en = await explain(lena, 'office', id);
    expect(en).toMatchObject({ value: 'block', earlier: { value: 'ignore' }, source: 'connection' });
    expect(en.sentence).toContain('the setting said “ignore”, which has been changed since');
    expect(en.inFull).toContain('setting showAs.free = block, set for this calendar');
    expect(en.inFull).toContain('to be decided anew by POST');
    const de = await explain(lena, 'office', id, 'de');
    expect(de.sentence).toContain('als die Einstellung „ignore“ lautete, die seither geändert wurde');
    await follow(lena, en);
    expect(await explain(lena, 'office', id)).toMatchObject({ rule: 'new-item', earlier: null });
    expect(await lena.blockers()).toHaveLength(1);
  });

  it('a change of the event itself has it decided anew', async () => {
    const lena = await connected({ showAs: { tentative: 'ignore' } });
    const made = await lena.event('Maybe', on(12), on(13), { showAs: 'free' });
    await town.settled();
    await lena.settings({ showAs: { tentative: 'ignore', free: 'block' } });
    await lena.change(made, { showAs: 'tentative' });
    await town.settled();
    const why = await explain(lena, 'office', made.id);
    expect(why).toMatchObject({ setting: 'showAs.tentative', value: 'ignore', earlier: null });
    expect(why.change?.method).toBe('PATCH');
  });

  it('the same answer under another value is an answer of today', async () => {
    const lena = await connected({ allDay: 'ignore' });
    const allDay = { isAllDay: true, showAs: 'workingElsewhere', start: dayAt(0), end: dayAt(1) };
    const { id } = await lena.event('Trip', on(0), on(1), allDay);
    await town.settled();
    await lena.settings({ allDay: 'busy-only' });
    expect((await explain(lena, 'office', id)).earlier).toEqual({ value: 'ignore' });
    await lena.action('apply-settings');
    await town.settled();
    const why = await explain(lena, 'office', id);
    expect(why).toMatchObject({ rule: 'skip.all-day', value: 'busy-only', earlier: null });
  });

  it('a question that today would not be asked closes when the settings are applied', async () => {
    const lena = await connected();
    const { id } = await lena.event('Dentist', on(9), on(10));
    await town.settled();
    await lena.cancel(await blockerOf(lena));
    await town.settled();
    await lena.settings({ onMirrorDeleted: { timify: 'restore' } });
    const why = await explain(lena, 'office', id);
    expect(why).toMatchObject({ rule: 'mirror-deleted', value: 'restore', earlier: { value: 'ask' } });
    const [conflict] = (await lena.conflicts()) as (ConflictAnswer & { cause: { sentence: string } })[];
    expect(conflict?.cause.sentence).toContain('„ask“');
    await follow(lena, why);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.blockers()).toHaveLength(1);
  });

  it('of what is gone, no call is offered', async () => {
    const lena = await connected({ onMirrorDeleted: { timify: 'follow' } });
    const { id } = await lena.event('Dentist', on(9), on(10));
    await town.settled();
    await lena.cancel(await blockerOf(lena));
    await town.settled();
    await lena.settings({ onMirrorDeleted: { timify: 'ask' } });
    const why = await explain(lena, 'office', id);
    expect(why).toMatchObject({ decision: 'gone', value: 'ask', earlier: { value: 'follow' }, change: null });
  });
});
