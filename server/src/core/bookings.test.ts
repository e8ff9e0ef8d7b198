import { describe, expect, it } from 'vitest';
import type { Appointment, Span } from './items.ts';
import { blockerContent, bookingSpans, eventContent, eventFields } from './project.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { at, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

const around = (span: Span, before: number, after: number): Appointment['slices'][number] => ({
  service: span,
  busy: { start: span.start - before * 60_000, end: span.end + after * 60_000 },
});

const one = around(at(60, 120), 10, 5);
const two = around(at(180, 210), 0, 5);

const copies = (world: Toy) =>
  [...world.office.values()].map(({ span }) => span).sort((a, b) => a.start - b.start);

describe('a booking becomes events', () => {
  const made = booking(toy(), 'b', at(60, 210), { slices: [around(at(60, 120), 10, 0), two], isSplit: true });

  it.each([
    ['one', 'merge', { service: [at(50, 215)], before: [], after: [] }],
    ['one', 'exclude', { service: [at(60, 210)], before: [], after: [] }],
    ['one', 'separate', { service: [at(60, 210)], before: [at(50, 60)], after: [at(210, 215)] }],
    ['each', 'merge', { service: [at(50, 120), at(180, 215)], before: [], after: [] }],
    [
      'each',
      'separate',
      { service: [at(60, 120), at(180, 210)], before: [at(50, 60)], after: [at(210, 215)] },
    ],
  ] as const)('%s, buffers %s', (splitBookings, buffers, parts) => {
    expect(bookingSpans(made, { splitBookings, buffers })).toEqual(parts);
  });

  it('a changed setting cuts nothing anew until it is applied', () => {
    const world = toy({ buffers: 'separate' });
    booking(world, 'b', at(60, 120), { slices: [one] });
    run(world);
    expect(copies(world)).toEqual([at(50, 60), at(60, 120), at(120, 125)]);
    world.settings = { ...world.settings, buffers: 'merge' };
    expect(run(world).writes).toEqual([]);
    edit(world, 'timify', 'b', { span: at(180, 240), slices: [around(at(180, 240), 10, 5)] });
    run(world);
    expect(copies(world)).toEqual([at(170, 180), at(180, 240), at(240, 245)]);
    run(world, { reapply: true });
    expect(copies(world)).toEqual([at(170, 245)]);
    expect(run(world).writes).toEqual([]);
  });
});

describe('settings that are applied cut a booking anew, whatever else is new of it', () => {
  const blind = { anonymous: { toTimify: false, toOffice: true } };

  it.each([
    ['what may be shown', blind, {}],
    ['its customer', {}, { customers: ['Nina Neu'] }],
    ['both', blind, { customers: ['Nina Neu'] }],
  ])('%s', (_, settings, change) => {
    const world = toy({ buffers: 'merge' });
    booking(world, 'b', at(60, 120), { slices: [one] });
    run(world);
    expect(copies(world)).toEqual([at(50, 125)]);
    world.settings = { ...world.settings, ...settings, buffers: 'exclude' };
    edit(world, 'timify', 'b', { slices: [one], ...change });
    run(world, { reapply: true });
    expect(copies(world)).toEqual([at(60, 120)]);
    expect(run(world).writes).toEqual([]);
  });
});

describe('what an event says', () => {
  const group = booking(toy(), 'g', at(0, 60), {
    ...{ isGroup: true, participants: 2, maxParticipants: 10, customers: ['Nina Wolf', 'Paul Kern'] },
    notes: 'Mats',
  });
  const voice = { settings: DEFAULT_SETTINGS, language: 'en' as const, anonymous: false };

  it('of a group: how many, and who only by setting', () => {
    expect(eventContent(group, group.span, 'service', voice).title).toBe('Consultation · 2/10');
    const named = { ...voice, settings: { ...DEFAULT_SETTINGS, groupNames: true } };
    expect(eventContent(group, group.span, 'service', named).title).toBe(
      'Consultation · 2/10: Nina Wolf, Paul Kern',
    );
  });

  it('is a word of the settings in the language of the company when anonymous, as a blocker is', () => {
    const words = { en: 'Away', de: 'Fort' };
    const settings = { ...DEFAULT_SETTINGS, busyWords: words, blockerWords: words, groupNames: true };
    const meeting = event(toy(), 'm', at(0, 60), { title: 'Secret', notes: 'Secret' });
    for (const language of ['en', 'de'] as const) {
      const told = { settings, language, anonymous: true };
      const wordAlone = { title: words[language], notes: '', place: '' };
      expect(eventContent(group, group.span, 'service', told)).toMatchObject(wordAlone);
      expect(blockerContent(meeting, meeting.span, told)).toMatchObject(wordAlone);
    }
  });

  it('is private by setting, and always when anonymous', () => {
    const isPrivate = (change: object): boolean | undefined =>
      eventContent(group, group.span, 'service', { ...voice, ...change }).look?.isPrivate;
    expect([isPrivate({}), isPrivate({ anonymous: true })]).toEqual([false, true]);
    expect(isPrivate({ settings: { ...DEFAULT_SETTINGS, private: true } })).toBe(true);
  });

  it.each([
    [['customer'], {}, ['title']],
    [['names'], {}, []],
    [['names'], { groupNames: true }, ['title']],
    [['notes', 'fields'], {}, ['notes']],
    [['notes'], { notes: false }, []],
    [['resource'], {}, []],
    [['title'], { template: { subject: '{customer}', body: '' } }, []],
  ] as const)('a change of %j under %j concerns %j', (changed, settings, fields) => {
    expect(eventFields(changed, { ...DEFAULT_SETTINGS, ...settings })).toEqual(fields);
  });
});

describe('copies that are not edited', () => {
  it('of a group booking are put back, text and time; the third time it is a conflict', () => {
    const world = toy();
    booking(world, 'g', at(0, 60), { isGroup: true, participants: 1, maxParticipants: 5 });
    run(world);
    const [copy] = world.office.values();
    for (const change of [{ title: 'Mine' }, { span: at(90, 150) }]) {
      edit(world, 'office', copy?.id ?? '', change);
      run(world);
      expect([...world.office.values()]).toMatchObject([{ title: copy?.title, span: at(0, 60) }]);
      expect(run(world).writes).toEqual([]);
    }
    edit(world, 'office', copy?.id ?? '', { title: 'Mine again' });
    run(world);
    expect(openConflicts(world)).toMatchObject([{ kind: 'fought-over' }]);
    expect(world.timify.get('g')?.span).toEqual(at(0, 60));
  });

  it('a name that changes without a new version of the booking still changes the copy', () => {
    const world = toy();
    const made = booking(world, 'b', at(0, 60));
    run(world);
    world.timify.set('b', { ...made, customers: ['Nina Neu'] });
    run(world);
    expect([...world.office.values()]).toMatchObject([{ title: 'Consultation · Nina Neu' }]);
    expect(run(world).writes).toEqual([]);
  });
});

describe('a customer is erased while a question about the time of their booking is open', () => {
  it.each([
    ['confirm-move', {}, { span: at(90, 120) }, {}],
    ['both-changed', { onBothChanged: 'ask' as const }, { span: at(90, 120) }, { span: at(180, 210) }],
  ])('%s: their name goes from the copy at once', (kind, settings, moved, rebooked) => {
    const world = toy(settings);
    booking(world, 'visit', at(0, 30));
    run(world);
    const [copy = ''] = world.office.keys();
    edit(world, 'office', copy, moved);
    edit(world, 'timify', 'visit', rebooked);
    run(world);
    expect(openConflicts(world).map((one) => one.kind)).toEqual([kind]);
    expect(world.office.get(copy)?.title).toContain('Nina Wolf');
    edit(world, 'timify', 'visit', { customers: [], hasCustomers: false });
    run(world, { changes: { timify: ['visit'] } });
    expect(world.office.get(copy)?.title).toBe('Consultation');
    const written = world.sent.length;
    run(world);
    expect(world.sent.length).toBe(written);
    expect(world.office.get(copy)?.span).toEqual(world.timify.get('visit')?.span);
    expect(openConflicts(world)).toEqual([]);
  });
});
