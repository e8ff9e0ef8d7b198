import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

describe('events reach TIMIFY', { timeout: 60_000 }, () => {
  it('S-005 a renamed event renames its blocker with one write', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const since = new Date().toISOString();
    await lena.change(event, { subject: 'Dentist, second visit' });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist, second visit', start: tomorrow(9) }]);
    expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'PATCH', status: 200 }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-007 a deleted event takes its blocker along, and the log says why', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const since = new Date().toISOString();
    await lena.remove(event);
    await town.settled();
    expect(await lena.both()).toEqual({ office: [], timify: [] });
    expect(await town.writes(since)).toMatchObject([{ service: 'timify' }]);
    const [newest] = await lena.log();
    expect(newest).toMatchObject({ event: 'delete', side: 'office', rule: 'origin-gone', outcome: 'done' });
    expect((await lena.connection()).counts).toMatchObject({ linked: 0, skipped: 0 });
  });

  it('S-010 an event without times or without an id is skipped with a reason, and the others go on', async () => {
    const lena = await town.connected();
    const odd = [
      { subject: 'No start', start: null },
      { subject: 'No end', end: null },
      { subject: 'No id', id: null, start: null },
    ];
    for (const event of odd) await town.control('POST', '/graph/raw', { user: lena.oid, event });
    await lena.event('Sound', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Sound' }]);
    const skips = (await lena.log()).filter((entry) => entry.rule === 'skip.unreadable');
    expect(skips.map((entry) => entry.outcome)).toEqual(['skipped', 'skipped', 'skipped']);
    expect((await lena.connection()).state).toBe('in-step');
    expect(await lena.lookAgain()).toEqual([]);
    expect(town.complaints()).toEqual([]);
  });

  it('S-014 an event changed five times before anyone looked is written once, as it is last', async () => {
    const lena = await town.connected();
    const event = await lena.event('Plan 0', tomorrow(9), tomorrow(10));
    await town.settled();
    await town.control('POST', '/graph/oddities', { repeat: true });
    await town.unheard(async () => {
      for (const hour of [10, 11, 12, 13, 14])
        await lena.change(event, { subject: `At ${hour}`, from: tomorrow(hour), to: tomorrow(hour + 1) });
    });
    const since = new Date().toISOString();
    await town.lifecycle(lena, 'missed');
    await town.settled();
    await town.control('POST', '/graph/oddities', { repeat: false });
    expect(await lena.blockers()).toMatchObject([{ title: 'At 14', start: tomorrow(14), end: tomorrow(15) }]);
    expect(await town.writes(since)).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-016 an HTML body arrives as plain text: lines, entities and spaces, no script and no style', async () => {
    const lena = await town.connected();
    const content =
      '<html><head><style>p { color: red }</style><script>alert("in the head")</script></head>' +
      '<body><div>Hello<br>World&nbsp;&amp;&nbsp;co &lt;3</div><script>alert("in the body")</script></body></html>';
    await lena.event('Letter', tomorrow(9), tomorrow(10), { body: { contentType: 'html', content } });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Letter', notes: 'Hello\nWorld & co <3' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('bookings reach Office 365', { timeout: 60_000 }, () => {
  it('S-022 a changed booking costs one PATCH that leaves everything else of the event alone', async () => {
    const jonas = await town.connected();
    const booking = await jonas.booking(tomorrow(11), 30, { notes: 'First visit' });
    await town.settled();
    const [copy] = await jonas.copies();
    await jonas.change({ id: copy?.id ?? '' }, { location: { displayName: 'Room 7' }, showAs: 'oof' });
    await town.settled();
    const since = new Date().toISOString();
    await jonas.rebook(booking, { title: 'Fitting' });
    await town.settled();
    expect(await town.writes(since)).toMatchObject([{ service: 'graph', method: 'PATCH', status: 200 }]);
    const [after] = await jonas.copies();
    expect(after?.subject).toMatch(/^Fitting · /);
    expect(after?.body.content).toContain('First visit');
    expect(after).toMatchObject({ location: { displayName: 'Room 7' }, showAs: 'oof' });
    expect(after && times(after)).toEqual({ start: tomorrow(11), end: tomorrow(11, 30) });
    expect(await jonas.lookAgain()).toEqual([]);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-023 a change of what does not travel costs no call to Graph at all', async () => {
    const jonas = await town.connected();
    const booking = await jonas.booking(tomorrow(11), 30);
    await town.settled();
    const since = new Date().toISOString();
    await jonas.rebook(booking, { color: '#112233', price: 49 });
    await town.settled();
    expect((await town.calls(since)).filter((row) => row.service === 'graph')).toEqual([]);
    expect(await town.writes(since)).toEqual([]);
    expect(await jonas.copies()).toHaveLength(1);
  });

  it('S-024 a cancelled booking costs one DELETE', async () => {
    const jonas = await town.connected();
    const booking = await jonas.booking(tomorrow(11), 30);
    await town.settled();
    const since = new Date().toISOString();
    await jonas.cancel(booking);
    await town.settled();
    expect(await jonas.both()).toEqual({ office: [], timify: [] });
    expect(await town.writes(since)).toMatchObject([{ service: 'graph', method: 'DELETE' }]);
    expect((await jonas.connection()).counts.linked).toBe(0);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-024 an event that is gone already counts as deleted', async () => {
    const jonas = await town.connected();
    const booking = await jonas.booking(tomorrow(11), 30);
    await town.settled();
    await town.unheard(async () => {
      for (const copy of await jonas.copies()) await jonas.remove(copy);
    });
    await jonas.cancel(booking);
    await town.settled();
    expect(await jonas.both()).toEqual({ office: [], timify: [] });
    expect(await jonas.connection()).toMatchObject({ state: 'in-step', counts: { linked: 0, conflicts: 0 } });
    expect(await jonas.lookAgain()).toEqual([]);
    expect(town.complaints()).toEqual([]);
  });
});
