import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { answered } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ env: { LOG_LEVEL: 'debug' } });
});
afterAll(() => town.stop());

const KINDS = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'] as const;
const WORDS = ['Blocked', 'Kalenderblocker'];

/** One event of each kind, an hour each, from 8 UTC tomorrow. */
const oneOfEach = async (oid: string): Promise<void> => {
  for (const [at, showAs] of KINDS.entries()) {
    const moment = (hour: number) => ({ dateTime: tomorrow(hour).replace('Z', ''), timeZone: 'UTC' });
    const event = { subject: showAs, showAs, start: moment(8 + at), end: moment(9 + at) };
    await town.control('POST', '/graph/raw', { user: oid, event });
  }
};

/** Everything below a folder, as bytes. */
const filesIn = (folder: string): Buffer[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [readFileSync(path)];
  });

/** Where the product left `secret`: its data folder, its log, its mails. */
const tracesOf = async (secret: string): Promise<string[]> => {
  const forms = [
    Buffer.from(secret, 'utf8'),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(encodeURIComponent(secret)),
  ];
  const inFiles = filesIn(join(town.folder, 'server')).some((file) =>
    forms.some((form) => file.includes(form)),
  );
  const inMails = (await town.mails()).some(
    (mail) => mail.from === 'ours' && JSON.stringify(mail).includes(secret),
  );
  return [
    ...(inFiles ? ['files'] : []),
    ...(town.lines.some((line) => line.includes(secret)) ? ['log'] : []),
    ...(inMails ? ['mails'] : []),
  ];
};

describe('which events block', { timeout: 60_000 }, () => {
  it('S-144 free ones do not, all others do', async () => {
    const lena = await town.connected();
    await oneOfEach(lena.oid);
    await town.settled();
    const titles = (await lena.blockers()).map(({ title }) => title);
    expect(titles).toEqual(KINDS.filter((kind) => kind !== 'free'));
    const skip = (await lena.log()).find((entry) => entry.rule === 'skip.show-as');
    expect(skip).toMatchObject({ outcome: 'skipped', setting: 'showAs.free' });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-144 and by setting the other way round', async () => {
    const ignored = Object.fromEntries(KINDS.map((kind) => [kind, kind === 'free' ? 'block' : 'ignore']));
    const lena = await town.connected({ showAs: ignored });
    await oneOfEach(lena.oid);
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['free']);
    expect((await lena.connection()).counts).toMatchObject({ linked: 1, skipped: 5 });
    expect(await lena.lookAgain()).toEqual([]);
  });
});

/** A meeting that Lena accepts tentatively, one that its host cancels, and a draft of her own. */
const threeOfThem = async (lena: Person): Promise<void> => {
  const host = await town.person();
  const attendees = [{ emailAddress: { address: lena.email }, type: 'required' }];
  await host.event('Budget', tomorrow(9), tomorrow(10), { attendees });
  const review = await host.event('Review', tomorrow(11), tomorrow(12), { attendees });
  const moment = (hour: number) => ({ dateTime: tomorrow(hour).replace('Z', ''), timeZone: 'UTC' });
  const draft = { subject: 'Draft', isDraft: true, start: moment(13), end: moment(14) };
  await town.control('POST', '/graph/raw', { user: lena.oid, event: draft });
  await town.settled();
  const invited = (await lena.events()).find(({ subject }) => subject === 'Budget');
  const path = `/events/${encodeURIComponent(invited?.id ?? '')}/tentativelyAccept`;
  await lena.graph('POST', path, { sendResponse: true });
  await host.graph('POST', `/events/${encodeURIComponent(review.id)}/cancel`, { comment: 'Sorry' });
  await town.settled();
};

/** Titles of the office side in the owner's agenda of tomorrow. */
const inAgenda = async (lena: Person): Promise<string[]> => {
  const range = `from=${tomorrow(0)}&to=${tomorrow(0, 0, 2)}`;
  const path = `/api/agenda?connection=${lena.connectionId}&${range}`;
  const { body } = await lena.api<{ items: { office: { title: string } | null }[] }>('GET', path);
  return body.items.flatMap(({ office }) => office?.title ?? []);
};

describe('tentative answers, cancelled meetings and drafts', { timeout: 60_000 }, () => {
  const turned = { response: { tentative: 'ignore' }, cancelled: 'block', drafts: 'ignore' };
  const usual = { response: { tentative: 'block' }, cancelled: 'ignore', drafts: 'block' };
  const blocked = async (lena: Person): Promise<string[]> =>
    (await lena.blockers()).map(({ title }) => title);
  /** What the settings say now is done to what is there, and nothing more the second time. */
  const applied = async (lena: Person, settings: Record<string, unknown>): Promise<string[]> => {
    const before = await blocked(lena);
    expect((await lena.settings(settings)).status).toBe(200);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await blocked(lena)).toEqual(before);
    expect((await lena.action('apply-settings')).body).toMatchObject({ ok: true });
    expect(await lena.lookAgain()).toEqual([]);
    return blocked(lena);
  };

  it('S-009 S-144 by default the tentative one and the draft block; each the other way round by its setting, applied back and forth', async () => {
    const lena = await town.connected();
    await threeOfThem(lena);
    expect(await blocked(lena)).toEqual(['Budget', 'Draft']);
    expect(await inAgenda(lena)).toEqual(['Budget', 'Draft']);
    expect(await applied(lena, turned)).toEqual(['Canceled: Review']);
    expect(await inAgenda(lena)).toEqual(['Budget', 'Canceled: Review']);
    expect(await applied(lena, usual)).toEqual(['Budget', 'Draft']);
    expect(await applied(lena, turned)).toEqual(['Canceled: Review']);
  });

  it('S-009 S-144 chosen beforehand, what happens in Outlook is decided by them; one that was left out can be wanted back', async () => {
    const lena = await town.connected(turned);
    await threeOfThem(lena);
    expect(await blocked(lena)).toEqual(['Canceled: Review']);
    expect(await lena.lookAgain()).toEqual([]);
    const left = (await lena.log()).find(({ rule }) => rule === 'skip.tentatively-accepted');
    expect(left).toMatchObject({ setting: 'response.tentative', undoable: true });
    const undo = `/api/connections/${lena.connectionId}/log/${left?.id ?? ''}/undo`;
    expect((await lena.api('POST', undo, {})).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await blocked(lena)).toEqual(['Budget', 'Canceled: Review']);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('events that others organise, and those without a known answer, are left out where that is chosen', async () => {
    const lena = await town.connected({ othersMeetings: 'ignore', drafts: 'ignore' });
    await threeOfThem(lena);
    await lena.event('Own', tomorrow(15), tomorrow(16));
    const moment = (hour: number) => ({ dateTime: tomorrow(hour).replace('Z', ''), timeZone: 'UTC' });
    const fair = { subject: 'Fair', start: moment(17), end: moment(18), ...answered('none') };
    await town.control('POST', '/graph/raw', { user: lena.oid, event: fair });
    await town.settled();
    expect(await blocked(lena)).toEqual(['Own']);
    const unanswered = { othersMeetings: 'block', response: { none: 'ignore' } };
    expect(await applied(lena, unanswered)).toEqual(['Budget', 'Own']);
    expect(await applied(lena, { response: { none: 'block' } })).toEqual(['Budget', 'Own', 'Fair']);
  });
});

describe('what may be seen', { timeout: 60_000 }, () => {
  it('S-145 private and confidential events show their time alone; a sensitivity of null is tolerated', async () => {
    const lena = await town.connected();
    const secret = {
      body: { contentType: 'text', content: 'Nobody’s business' },
      location: { displayName: 'Clinic' },
    };
    await lena.event('Surgery', tomorrow(8), tomorrow(9), { sensitivity: 'private', ...secret });
    await lena.event('Offer', tomorrow(10), tomorrow(11), { sensitivity: 'confidential', ...secret });
    await lena.event('Lunch', tomorrow(12), tomorrow(13), { sensitivity: 'normal' });
    const moment = (hour: number) => ({ dateTime: tomorrow(hour).replace('Z', ''), timeZone: 'UTC' });
    const odd = { subject: 'Odd', sensitivity: null, start: moment(14), end: moment(15) };
    await town.control('POST', '/graph/raw', { user: lena.oid, event: odd });
    await town.settled();
    const blockers = await lena.blockers();
    expect(blockers.map(({ title }) => title)).toEqual([
      expect.toBeOneOf(WORDS),
      expect.toBeOneOf(WORDS),
      'Lunch',
      'Odd',
    ]);
    expect(blockers.slice(0, 2).map(({ notes }) => notes)).toEqual(['', '']);
    expect(JSON.stringify(await lena.appointments())).not.toMatch(/Surgery|Offer|business|Clinic/);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-145 S-165 a personal event shows its time alone unless the setting says otherwise; a confidential one always', async () => {
    const lena = await town.connected();
    const body = { contentType: 'text', content: 'Cake' };
    const birthday = await lena.event('Birthday', tomorrow(8), tomorrow(9), {
      sensitivity: 'personal',
      body,
    });
    await lena.event('Offer', tomorrow(10), tomorrow(11), { sensitivity: 'confidential', body });
    await town.settled();
    const shown = async () => (await lena.blockers()).map(({ title, notes }) => [title, notes]);
    const word = expect.toBeOneOf(WORDS) as string;
    const hidden = [word, ''];
    expect(await shown()).toEqual([hidden, hidden]);
    await lena.settings({ personal: 'normal' });
    expect(await shown()).toEqual([hidden, hidden]);
    await lena.action('apply-settings');
    expect(await shown()).toEqual([['Birthday', 'Cake'], hidden]);
    expect(await lena.lookAgain()).toEqual([]);
    // What is confidential is hidden at once, whatever the setting says; so is what is personal once it hides again.
    await lena.change(birthday, { sensitivity: 'confidential' });
    await town.settled();
    expect(await shown()).toEqual([hidden, hidden]);
    await lena.change(birthday, { sensitivity: 'personal' });
    await town.settled();
    expect(await shown()).toEqual([['Birthday', 'Cake'], hidden]);
    await lena.settings({ personal: 'anonymous' });
    await lena.action('apply-settings');
    expect(await shown()).toEqual([hidden, hidden]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-145 a private series hides each occurrence, whose sensitivity only its master tells', async () => {
    const lena = await town.connected();
    await lena.event('Therapy', tomorrow(8), tomorrow(9), {
      sensitivity: 'private',
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: tomorrow(8).slice(0, 10), numberOfOccurrences: 3 },
      },
    });
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(
      [1, 2, 3].map(() => expect.toBeOneOf(WORDS) as string),
    );
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-146 anonymous: TIMIFY holds the span and the word, and nothing else is left anywhere', async () => {
    const lena = await town.connected({ anonymous: { toTimify: true } });
    const secrets = ['Zitronenfalter', 'Mondscheinsonate', 'Kartoffelkeller', 'Ringelnatz'];
    const [title = '', notes = '', place = '', guest = ''] = secrets;
    const event = await lena.event(title, tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content: notes },
      location: { displayName: place },
      attendees: [{ emailAddress: { name: guest, address: `${guest}@elsewhere.example` } }],
    });
    await town.settled();
    await lena.change(event, { from: tomorrow(11), to: tomorrow(12) });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([
      { title: expect.toBeOneOf(WORDS) as string, notes: '', start: tomorrow(11), end: tomorrow(12) },
    ]);
    expect(await tracesOf(lena.connectionId), 'the search finds what is there').toEqual(['files', 'log']);
    const state = await town.control<{ timify: unknown }>('GET', '/state');
    for (const secret of secrets) {
      expect(JSON.stringify(state.timify)).not.toContain(secret);
      expect([secret, await tracesOf(secret)]).toEqual([secret, []]);
    }
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-146 with full details, too, no text of an item is stored or logged', async () => {
    const lena = await town.connected();
    await lena.event('Schmetterling', tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content: 'Nachtfalter' },
    });
    await lena.booking(tomorrow(13), 30, { title: 'Glühwürmchen', notes: 'Leuchtkäfer' });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Schmetterling', notes: 'Nachtfalter' }]);
    for (const text of ['Schmetterling', 'Nachtfalter', 'Glühwürmchen', 'Leuchtkäfer', 'Petersen'])
      expect([text, await tracesOf(text)]).toEqual([text, []]);
  });

  it('S-172 an event that turns private loses its text in TIMIFY with one write', async () => {
    const lena = await town.connected();
    const event = await lena.event('Interview', tomorrow(9), tomorrow(10), {
      body: { contentType: 'text', content: 'With the rival' },
    });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Interview', notes: 'With the rival' }]);
    const since = new Date().toISOString();
    await lena.change(event, { sensitivity: 'private' });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([
      { title: expect.toBeOneOf(WORDS) as string, notes: '', start: tomorrow(9), end: tomorrow(10) },
    ]);
    expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'PATCH' }]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.change(event, { sensitivity: 'normal' });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Interview', notes: 'With the rival' }]);
  });
});
