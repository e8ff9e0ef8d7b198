import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const html = (content: string) => ({
  body: { contentType: 'html', content: `<html><body>${content}</body></html>` },
});
const notesOf = async (lena: Person): Promise<string> => (await lena.blockers())[0]?.notes ?? '';

const RICH = [
  '<p>Hello &amp; welcome 👩‍👩‍👧&nbsp;&mdash; see:</p>',
  '<ul><li>One<ol><li>One a</li><li>One&#8203;b</li></ol></li><li>Two &lt;tag&gt;</li></ul>',
  '<table><tr><th>Room</th><td>12</td></tr><tr><td colspan="2">a&#9;b</td></tr></table>',
  '<pre>x   y\n  z</pre>',
].join('');

describe('bodies that both sides write', { timeout: 60_000 }, () => {
  it('S-106 lists in lists, tables, entities: edited in Outlook, then in TIMIFY, then in Outlook: no flapping', async () => {
    const lena = await town.connected();
    const event = await lena.event('Plan', tomorrow(9), tomorrow(10), html(RICH));
    await town.settled();
    const first = await notesOf(lena);
    for (const part of ['Hello & welcome', 'One a', 'Two <tag>', 'Room', '12']) expect(first).toContain(part);
    expect(first).not.toMatch(/&\w+;|<li|<td/);
    await expectRest(lena);
    // Outlook wraps the same text in other HTML whenever somebody opens it.
    const since = new Date().toISOString();
    for (const wrapped of [`<div class="x">${RICH}</div>`, `${RICH}<br>`, `\r\n${RICH}\r\n`]) {
      await lena.change(event, html(wrapped));
      await town.settled();
    }
    expect(await notesOf(lena)).toBe(first);
    expect(await town.writes(since)).toEqual([]);
    await expectRest(lena);
    // What TIMIFY's side edits stands there, until the original's own text changes.
    const [blocker] = await lena.blockers();
    await lena.rebook(blocker ?? { id: '' }, { notes: `${first}\nBy hand` });
    await town.settled();
    expect(await notesOf(lena)).toContain('By hand');
    await expectRest(lena);
    await lena.change(event, html(`${RICH}<p>New</p>`));
    await town.settled();
    expect(await notesOf(lena)).toMatch(/New$/);
    expect(await notesOf(lena)).not.toContain('By hand');
    await expectRest(lena);
    await lena.change(event, html(''));
    await town.settled();
    expect(await notesOf(lena)).toBe('');
    await expectRest(lena);
  });

  it('S-106 a body as long as TIMIFY takes: what changes beyond the cut writes nothing, what changes before it does', async () => {
    const lena = await town.connected();
    const long = '😀 Wort & Wort. '.repeat(7_000);
    const event = await lena.event('Long', tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content: long },
    });
    await town.settled();
    const cut = await notesOf(lena);
    expect(cut.length).toBeGreaterThan(1_000);
    expect(cut).not.toContain('\uFFFD');
    expect(/[\uD800-\uDBFF]$/.test(cut)).toBe(false);
    await expectRest(lena);
    const since = new Date().toISOString();
    await lena.change(event, { body: { contentType: 'text', content: `${long} And more.` } });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    await lena.change(event, { body: { contentType: 'text', content: `First. ${long}` } });
    await town.settled();
    expect(await notesOf(lena)).toMatch(/^First\. 😀/);
    await expectRest(lena);
  });

  it('S-176 a service renamed while notes are as long as they can be, and the person has written below', async () => {
    const lena = await town.connected({ template: { subject: '{service}', body: '{service}\n{notes}' } });
    const services = await lena.timify<{ data: { id: string; name: string; maxParticipants?: number }[] }>(
      'GET',
      '/services',
    );
    const service = services.data.find((one) => one.maxParticipants === undefined);
    const booking = await lena.booking(tomorrow(9), 60, {
      service_id: service?.id,
      notes: '👩‍👩‍👧 Notiz & Notiz. '.repeat(3_000),
    });
    await town.settled();
    const [copy] = await lena.copies();
    expect(copy?.body.content).toContain('Notiz & Notiz.');
    await expectRest(lena);
    await lena.timify('PATCH', `/services/${service?.id ?? ''}`, { name: 'Neuer Name' });
    await town.settled();
    await lena.lookAgain();
    expect(await lena.copies()).toMatchObject([{ id: copy?.id, subject: 'Neuer Name' }]);
    expect((await lena.copies())[0]?.body.content).toMatch(/^Neuer Name/);
    await expectRest(lena);
    await lena.change(copy ?? { id: '' }, { body: { contentType: 'html', content: '<p>Mine</p>' } });
    await town.settled();
    await expectRest(lena);
    await lena.rebook(booking, { datetime: at(tomorrow(12)) });
    await town.settled();
    expect((await lena.copies()).map(times)).toMatchObject([{ start: tomorrow(12) }]);
    expect((await lena.copies())[0]?.body.content).toContain('Mine');
    await expectRest(lena);
    await lena.timify('PATCH', `/services/${service?.id ?? ''}`, { name: service?.name });
    await town.settled();
    await lena.lookAgain();
    expect(await lena.copies()).toMatchObject([{ subject: service?.name }]);
    await expectRest(lena);
  });
});

describe('taken back in the log', { timeout: 60_000 }, () => {
  it('S-087 moved in both calendars: each step that is offered is taken back, and both are as they were', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(9), 60, { customer_ids: [] });
    const event = await lena.event('Dentist', tomorrow(14), tomorrow(15));
    await town.settled();
    const before = await lena.both();
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { from: tomorrow(11), to: tomorrow(12) });
    await town.settled();
    const blocker = (await lena.blockers()).find(({ title }) => title === 'Dentist');
    await lena.rebook(blocker ?? { id: '' }, { datetime: at(tomorrow(16)) });
    await town.settled();
    expect((await lena.events()).map(times)).toEqual([
      { start: tomorrow(11), end: tomorrow(12) },
      { start: tomorrow(16), end: tomorrow(17) },
    ]);
    const steps = (await lena.log()).filter(({ undoable }) => undoable);
    expect(steps.map(({ rule, side }) => `${rule} ${side}`)).toEqual([
      'mirror-moved office',
      'mirror-moved timify',
    ]);
    for (const { id } of steps) {
      const path = `/api/connections/${lena.connectionId}/log/${id}/undo`;
      expect((await lena.api('POST', path, {})).status).toBe(200);
      await town.settled();
      await expectRest(lena);
    }
    expect(await lena.both()).toEqual(before);
    expect((await explain(lena, 'office', event.id)).rule).toBe('undone-by-owner');
    expect((await explain(lena, 'timify', booking.id)).rule).toBe('undone-by-owner');
  });
});
