import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

interface Named {
  id: string;
  name: string;
}

interface Preview {
  samples: {
    side: string;
    title: string | null;
    copy: { title: string | null; notes: string | null } | null;
  }[];
}

const quiet = async (person: Person): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect(await town.mailsToOthers()).toEqual([]);
};

const made = async <T>(person: Person, path: string, body: unknown): Promise<T> =>
  (await person.timify<{ data: T }>('POST', path, body)).data;

const customer = (person: Person, first: string, last: string): Promise<{ id: string }> =>
  made(person, '/customers', { first_name: first, last_name: last, email: `${first}.${last}@kunde.example` });

const theCopy = async (person: Person): Promise<GraphEvent> => {
  const [copy, ...others] = await person.copies();
  if (!copy || others.length > 0) throw new Error('not exactly one copy');
  return copy;
};

const subjects = async (person: Person): Promise<(string | null)[]> =>
  (await person.copies()).map(({ subject }) => subject);

const filesIn = (folder: string): Buffer[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [readFileSync(path)];
  });

// What makes every connection of the company look again comes first, while there are few.
describe('names that change in TIMIFY', { timeout: 120_000 }, () => {
  it('S-176 a renamed service, customer and resource are renamed in every copy', async () => {
    const lena = await town.connected({ template: { subject: '{service} · {customer} · {resource}' } });
    const [who, service] = [
      await customer(lena, 'Emil', 'Alt'),
      await made<Named>(lena, '/services', { name: 'Sehtest', duration: 30 }),
    ];
    const booked = { service_id: service.id, title: undefined, customer_ids: [who.id] };
    await lena.booking(tomorrow(9), 30, booked);
    await lena.booking(tomorrow(9, 0, 20), 30, booked);
    await town.settled();
    await lena.timify('PATCH', `/services/${service.id}`, { name: 'Augencheck' });
    await town.settled();
    await lena.timify('PATCH', `/customers/${who.id}`, { last_name: 'Neu' });
    await town.settled();
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { name: 'Lena B.' });
    await town.settled();
    const wanted = 'Augencheck · Emil Neu · Lena B.';
    expect(await subjects(lena)).toEqual([wanted, wanted]);
    await quiet(lena);
  });

  it('S-176 of an erased customer nothing is left, in any copy or anywhere of ours', async () => {
    const lena = await town.connected();
    const who = await customer(lena, 'Franziska', 'Verschwunden');
    for (const day of [0, 10])
      await lena.booking(tomorrow(9, 0, day), 30, { title: 'Sehtest', customer_ids: [who.id] });
    await town.settled();
    expect(await subjects(lena)).toEqual(Array(2).fill('Sehtest · Franziska Verschwunden'));
    await lena.timify('DELETE', `/customers/${who.id}`);
    await town.settled();
    expect(await subjects(lena)).toEqual(['Sehtest', 'Sehtest']);
    await quiet(lena);
    const bytes = filesIn(join(town.folder, 'server'));
    expect(bytes.some((file) => file.includes('Verschwunden'))).toBe(false);
    expect(town.lines.join('\n')).not.toContain('Verschwunden');
  });

  it('S-176 nor in a copy of the past, which nobody looks at otherwise', async () => {
    const moving = await Town.start({ movable: true });
    try {
      const lena = await moving.connected();
      const who = await customer(lena, 'Franziska', 'Verschwunden');
      await lena.booking(tomorrow(9), 30, { title: 'Sehtest', customer_ids: [who.id] });
      await moving.settled();
      await moving.sleep(40);
      const past = async (): Promise<unknown[]> =>
        (await lena.copies(tomorrow(0), tomorrow(23))).map(({ subject }) => subject);
      expect(await past()).toEqual(['Sehtest · Franziska Verschwunden']);
      await lena.timify('DELETE', `/customers/${who.id}`);
      await moving.settled();
      expect(await past()).toEqual(['Sehtest']);
      expect(await lena.lookAgain()).toEqual([]);
    } finally {
      await moving.stop();
    }
  });
});

describe('what a booking shows in Outlook', { timeout: 120_000 }, () => {
  it('is a template with resource, service, customer, data fields and notes', async () => {
    const lena = await town.connected({
      template: { subject: '{resource}: {service} ({customer})', body: 'Notes: {notes}\n{fields}' },
    });
    const [who, service] = [
      await customer(lena, 'Clara', 'Vogel'),
      await made<Named>(lena, '/services', { name: 'Sehtest', duration: 30 }),
    ];
    const [resource] = (await lena.timify<{ data: Named[] }>('GET', '/resources?limit=10000')).data.filter(
      ({ id }) => id === lena.resourceId,
    );
    const fields = [
      { id: 'f1', label: 'Glasses', value: 'yes' },
      { id: 'f2', label: 'Insurance', value: 'AOK' },
    ];
    await lena.booking(tomorrow(9), 30, {
      ...{ service_id: service.id, title: undefined, customer_ids: [who.id] },
      ...{ notes: 'Bring the old pair', customfields: fields },
    });
    await town.settled();
    const copy = await theCopy(lena);
    expect(copy.subject).toBe(`${resource?.name ?? ''}: Sehtest (Clara Vogel)`);
    expect(copy.body.content.replace(/\r/g, '').trim()).toBe(
      'Notes: Bring the old pair\nGlasses: yes\nInsurance: AOK',
    );
    expect(copy.attendees).toEqual([]);
    await quiet(lena);
  });

  it('of the company, where the resource has no template of its own', async () => {
    const token = await town.token(town.admin);
    const set = (template: unknown) =>
      fetch(`${town.server}/api/company/settings`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(template),
      });
    expect((await set({ template: { subject: 'TIMIFY: {title}' } })).status).toBe(200);
    const [lena, jonas] = [await town.person(), await town.person()];
    await lena.connect();
    await jonas.connect({ template: { subject: '{title}!' } });
    for (const person of [lena, jonas]) await person.booking(tomorrow(9), 30, { title: 'Sehtest' });
    await town.settled();
    expect(await subjects(lena)).toEqual(['TIMIFY: Sehtest']);
    expect(await subjects(jonas)).toEqual(['Sehtest!']);
    expect((await set({ reset: ['template.subject'] })).status).toBe(200);
  });

  it('can be tried before it is saved: the preview tells what a real copy would say', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 30, { title: 'Sehtest', notes: 'Bring the old pair' });
    await town.settled();
    const before = await theCopy(lena);
    const since = new Date().toISOString();
    const answer = await lena.api<Preview>('POST', '/api/preview', {
      ...{ kind: 'settings', connection: lena.connectionId },
      settings: { template: { subject: 'In the shop: {title}', body: '{notes}' } },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.samples).toMatchObject([
      { side: 'timify', copy: { title: 'In the shop: Sehtest', notes: 'Bring the old pair' } },
    ]);
    expect(await town.writes(since)).toEqual([]);
    expect((await theCopy(lena)).subject).toBe(before.subject);
  });

  it('carries category, reminder, show-as and the private flag by setting', async () => {
    const lena = await town.connected({
      category: 'TIMIFY',
      reminder: 15,
      busyAs: 'tentative',
      private: true,
    });
    await lena.booking(tomorrow(9), 30);
    await town.settled();
    const copy = (await theCopy(lena)) as GraphEvent & {
      isReminderOn: boolean;
      reminderMinutesBeforeStart: number;
    };
    expect(copy).toMatchObject({
      ...{ showAs: 'tentative', sensitivity: 'private', categories: ['TIMIFY'] },
      ...{ isReminderOn: true, reminderMinutesBeforeStart: 15, attendees: [] },
    });
    await quiet(lena);
    await lena.settings({ private: false, busyAs: 'oof', reminder: 'none' });
    await lena.action('apply-settings');
    await town.settled();
    expect(await theCopy(lena)).toMatchObject({ showAs: 'oof', sensitivity: 'normal', isReminderOn: false });
    await quiet(lena);
  });

  it('S-036 follows an internal note, always; switched off, a note writes nothing', async () => {
    const lena = await town.connected();
    const jonas = await town.connected({ notes: false });
    const bookings = [await lena.booking(tomorrow(9), 30), await jonas.booking(tomorrow(9), 30)];
    await town.settled();
    const since = new Date().toISOString();
    for (const notes of ['First', 'Second', ''])
      for (const booking of bookings) {
        await lena.rebook(booking, { notes });
        await town.settled();
        expect((await theCopy(lena)).body.content.trim()).toBe(notes);
        expect((await theCopy(jonas)).body.content.trim()).toBe('');
      }
    expect(await town.writes(since)).toHaveLength(3);
    await quiet(lena);
    await quiet(jonas);
  });

  it('S-023 what no template shows writes nothing', async () => {
    const lena = await town.connected({ template: { subject: '{title}', body: '' } });
    const booking = await lena.booking(tomorrow(9), 30, { notes: 'One' });
    await town.settled();
    const since = new Date().toISOString();
    const people = await lena.timify<{ data: { id: string }[] }>('GET', '/customers?limit=2');
    await lena.rebook(booking, { notes: 'Two', color: '#112233', price: 12 });
    await lena.rebook(booking, { customer_ids: people.data.map(({ id }) => id) });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    await quiet(lena);
  });

  it('nothing of it when anonymous, but a word in the language of the resource', async () => {
    const busyWords = { en: 'Occupied', de: 'Belegt' };
    const lena = await town.connected({ anonymous: { toOffice: true }, busyWords });
    const who = await customer(lena, 'Dora', 'Geheim');
    await lena.booking(tomorrow(9), 30, { title: 'Secret', notes: 'Secret', customer_ids: [who.id] });
    await town.settled();
    const copy = await theCopy(lena);
    expect(Object.values(busyWords)).toContain(copy.subject);
    expect(copy.sensitivity).toBe('private');
    expect(JSON.stringify(copy)).not.toMatch(/Secret|Geheim/);
    await quiet(lena);
  });
});

describe('what an event shows in TIMIFY', { timeout: 120_000 }, () => {
  const note = { body: { contentType: 'text', content: 'Third floor' } };

  it('is its name and notes, each by setting', async () => {
    const [both, name, none] = [await town.person(), await town.person(), await town.person()];
    await both.connect();
    await name.connect({ notes: false });
    await none.connect({ title: false, notes: false, blockerWords: { en: 'Away', de: 'Fort' } });
    for (const person of [both, name, none]) await person.event('Dentist', tomorrow(9), tomorrow(10), note);
    await town.settled();
    expect(await both.blockers()).toMatchObject([{ title: 'Dentist', notes: 'Third floor' }]);
    expect(await name.blockers()).toMatchObject([{ title: 'Dentist', notes: '' }]);
    expect(['Away', 'Fort']).toContain((await none.blockers())[0]?.title);
    for (const person of [both, name, none]) await quiet(person);
  });

  it('is a word and nothing else when anonymous', async () => {
    const blockerWords = { en: 'Away', de: 'Fort' };
    const lena = await town.connected({ anonymous: { toTimify: true }, blockerWords });
    await lena.event('Dentist', tomorrow(9), tomorrow(10), {
      ...note,
      location: { displayName: 'Clinic' },
    });
    await town.settled();
    const [blocker] = await lena.appointments();
    expect(['Away', 'Fort']).toContain(blocker?.title);
    expect(JSON.stringify(blocker)).not.toMatch(/Dentist|Third floor|Clinic/);
    await quiet(lena);
  });
});

// Last of all: the sandbox gives the number of a removed resource to the next one that is made.
describe('a resource that goes', { timeout: 120_000 }, () => {
  it('S-176 a removed resource keeps both calendars as they are, and its connection says so', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 30);
    await lena.event('Dentist', tomorrow(13), tomorrow(14));
    await town.settled();
    const since = new Date().toISOString();
    const events = (await lena.events()).map(({ id }) => id);
    await lena.timify('DELETE', `/resources/${lena.resourceId}`);
    await town.settled();
    expect((await lena.connection()).state).toBe('resource-gone');
    expect((await lena.events()).map(({ id }) => id)).toEqual(events);
    expect(await town.writes(since)).toEqual([]);
    await quiet(lena);
  });
});
