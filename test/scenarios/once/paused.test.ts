/** "Paused. Nothing is transferred." */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import { call, eventually, type Answer } from '../../support/call.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: 'company' });
});
afterAll(() => town.stop());

/** An event whose notes stay at home, and then a setting that would send them over. */
const withNotesAtHome = async (): Promise<Person> => {
  const lena = await town.connected({ notes: false });
  const body = { contentType: 'text', content: 'Bring the card' };
  await lena.event('Dentist', tomorrow(9), tomorrow(10), { body });
  await town.settled();
  await lena.settings({ notes: true });
  return lena;
};

const notesOf = async (lena: Person): Promise<string[]> => (await lena.blockers()).map(({ notes }) => notes);

const applyToAll = async (path = ''): Promise<Answer<Record<string, unknown>>> =>
  call('POST', `${town.server}/api/company/apply-settings${path}`, { token: await town.token(town.admin) });

describe('while it is paused', { timeout: 60_000 }, () => {
  it('settings are applied to nothing in it, by the company or by its owner, until it is resumed', async () => {
    const lena = await withNotesAtHome();
    await lena.action('pause');
    await town.settled();
    const since = new Date().toISOString();
    expect((await applyToAll()).body).toEqual({ connections: 0, done: 0, pending: 0, failed: 0, skipped: 1 });
    expect(await lena.action('apply-settings')).toMatchObject({
      status: 403,
      body: { error: { id: 'forbidden', field: 'action' } },
    });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect((await town.calls(since)).filter(({ service }) => service === 'graph')).toEqual([]);
    expect(await notesOf(lena)).toEqual(['']);
    await lena.action('resume');
    await town.settled();
    expect((await applyToAll()).body).toMatchObject({ connections: 1, done: 1, skipped: 0 });
    expect(await notesOf(lena)).toEqual(['Bring the card']);
    await lena.action('pause');
    expect((await applyToAll('/undo')).body).toMatchObject({ error: { id: 'undo_impossible' } });
    expect(await notesOf(lena)).toEqual(['Bring the card']);
    await lena.action('resume');
  });

  it('settings that are being applied stop where they are, and go on when it is resumed', async () => {
    const lena = await town.connected({ notes: false });
    const far = [tomorrow(0, 0, 399), tomorrow(0, 0, 401)] as const;
    const body = { contentType: 'text', content: 'Bring the card' };
    await lena.event('Dentist', tomorrow(9), tomorrow(10), { body });
    await lena.event('Next year', tomorrow(9, 0, 400), tomorrow(10, 0, 400), { body });
    await town.settled();
    await lena.settings({ notes: true });
    await town.control('POST', '/latency', { graph: 300 });
    const applied = lena.action('apply-settings');
    await eventually('the first days were decided anew', async () => (await notesOf(lena))[0] !== '');
    await eventually('the first days are told', async () => (await lena.connection()).progress.done > 0);
    const { phase, applying, total, doneUntil } = (await lena.connection()).progress;
    expect([phase, applying, total > 1, doneUntil !== null]).toEqual(['rest', true, true, true]);
    await lena.action('pause');
    await town.control('POST', '/latency', { graph: 0 });
    await town.settled();
    expect((await lena.blockers(...far)).map(({ notes }) => notes)).toEqual(['']);
    expect((await applied).body).toMatchObject({ pending: true });
    await lena.action('resume');
    await town.settled();
    expect((await lena.blockers(...far)).map(({ notes }) => notes)).toEqual(['Bring the card']);
    expect((await lena.connection()).progress.phase).toBe('done');
    expect((await lena.action('undo')).body).toMatchObject({ ok: true, facts: { left: 0 } });
    expect([...(await notesOf(lena)), ...(await lena.blockers(...far)).map(({ notes }) => notes)]).toEqual([
      '',
      '',
    ]);
  });

  it('copies that lost their rule wait for their end until it is resumed', async () => {
    const lena = await town.connected();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.action('pause');
    const since = new Date().toISOString();
    const changed = await lena.settings({ direction: 'timify-to-office', copies: 'remove' });
    expect(changed.status).toBe(200);
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.blockers()).toHaveLength(1);
    await lena.action('resume');
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    expect((await lena.events()).map(({ subject }) => subject)).toEqual(['Dentist']);
  });

  it('it can be deactivated', async () => {
    const lena = await town.connected();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.action('pause');
    expect((await lena.action('deactivate', { copies: 'remove' })).body).toMatchObject({ ok: true });
    expect(await lena.blockers()).toEqual([]);
  });
});
