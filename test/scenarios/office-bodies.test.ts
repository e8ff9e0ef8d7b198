import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const html = (content: string) => ({ body: { contentType: 'html', content } });
const notesOf = async (person: Person, body: Record<string, unknown>, title = 'Letter'): Promise<string> => {
  await person.event(title, tomorrow(9), tomorrow(10), body);
  await town.settled();
  const [blocker, ...more] = await person.blockers();
  expect(more).toEqual([]);
  expect(blocker?.title).toBe(title.trim());
  return blocker?.notes ?? '';
};

describe('bodies', { timeout: 90_000 }, () => {
  it.each([
    [
      'entities',
      'Fish &amp; chips &lt;3 &euro;5 &#8364; &auml;&nbsp;&ouml; &quot;x&quot;',
      ['Fish & chips <3 €5 € ä ö "x"'],
    ],
    ['paragraphs and breaks', '<p>One</p><p>Two<br>Three</p><div>Four</div>', ['One', 'Two\nThree', 'Four']],
    ['lists', '<ul><li>Milk</li><li>Bread</li></ul>', ['Milk', 'Bread']],
    ['tables', '<table><tr><td>Room</td><td>12</td></tr></table>', ['Room', '12']],
    ['links, by their text', '<a href="https://example.com/x?y=1">The plan</a>', ['The plan']],
    [
      'no pictures, scripts, styles',
      '<style>b{}</style><img src="cid:1"><script>bad()</script><b>Only this</b>',
      ['Only this'],
    ],
    ['emoji and other scripts', '<p>👩‍👩‍👧 山田さん שלום</p>', ['👩‍👩‍👧 山田さん שלום']],
    ['unclosed tags', '<div><b>Half', ['Half']],
  ])('S-016 %s become readable text', async (_name, content, wanted) => {
    const lena = await town.connected();
    const notes = await notesOf(lena, html(`<html><body>${content}</body></html>`));
    for (const part of wanted) expect(notes).toContain(part);
    expect(notes).not.toMatch(/<(?!https?:)[a-z/]|bad\(\)|b\{\}|cid:|&\w+;/i);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a body of a hundred thousand characters and a very long title are copied as far as TIMIFY takes them', async () => {
    const lena = await town.connected();
    const long = 'Wort und Wort. '.repeat(7_000);
    await lena.event('T'.repeat(250), tomorrow(9), tomorrow(10), html(`<p>${long}</p>`));
    await town.settled();
    const [blocker, ...more] = await lena.blockers();
    expect(more).toEqual([]);
    expect(blocker?.title.startsWith('TTTTTTTTTT')).toBe(true);
    expect(blocker?.notes.startsWith('Wort und Wort.')).toBe(true);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.connection()).counts.conflicts).toBe(0);
  });

  it('S-106 control characters, line ends and spaces that a service changes are no change', async () => {
    const lena = await town.connected();
    const content = 'One\r\nTwo  \r\n\r\n\r\nThree\u0007\u200b\u00a0end';
    await lena.event('A\u0001 title\u200b ', tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content },
    });
    await town.settled();
    const since = new Date().toISOString();
    for (let round = 0; round < 3; round += 1) expect(await lena.lookAgain()).toEqual([]);
    const [event] = await lena.events();
    // Outlook opens and saves it: the same text, in other clothes and with a new version.
    await lena.change(event ?? { id: '' }, html(`<div>One<br>Two<br><br>Three&nbsp;end</div>`));
    await town.settled();
    expect((await town.writes(since, 'graph')).length).toBe(0);
    expect((await town.writes(since, 'timify')).length).toBeLessThanOrEqual(1);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a booking with every kind of text comes to Office 365 once and is not written again', async () => {
    const lena = await town.connected();
    const notes = 'Zeile 1\nZeile 2 <b>nicht fett</b> & "so" 😀\n\n\nEnde  ';
    await lena.booking(tomorrow(11), 30, { notes });
    await town.settled();
    const [copy] = await lena.copies();
    expect(copy?.body.content).toContain('nicht fett');
    expect(copy?.body.content).toContain('😀');
    for (let round = 0; round < 3; round += 1) expect(await lena.lookAgain()).toEqual([]);
  });
});
