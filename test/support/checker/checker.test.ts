/** The checker is put to the test: a world in step has no fault, and each broken one is found by its own line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultsOf } from './check.ts';
import { mailFaults, traces } from './quiet.ts';
import type { Seen, SeenAppointment, SeenEvent, ToldLink } from './seen.ts';
import { appointment, at, event, link, wholeWorld } from './wholeWorld.ts';

const without = <T extends { id: string }>(items: readonly T[], id: string): T[] =>
  items.filter((item) => item.id !== id);

const changed = <T extends { id: string }>(items: readonly T[], id: string, change: Partial<T>): T[] =>
  items.map((item) => (item.id === id ? { ...item, ...change } : item));

const changeEvent = (seen: Seen, id: string, change: Partial<SeenEvent>): Seen => ({
  ...seen,
  events: changed(seen.events, id, change),
});

const changeAppointment = (seen: Seen, id: string, change: Partial<SeenAppointment>): Seen => ({
  ...seen,
  appointments: changed(seen.appointments, id, change),
});

const changeTold = (seen: Seen, change: Partial<Seen['told']>): Seen => ({
  ...seen,
  told: { ...seen.told, ...change },
});

const changeLink = (seen: Seen, origin: string, change: Partial<ToldLink>): Seen =>
  changeTold(seen, { links: changed(seen.told.links, `link of ${origin}`, change) });

/** The event was left out under this setting, and its blocker taken away. */
const leftOut = (seen: Seen, id: string, setting: string): Seen =>
  changeLink({ ...seen, appointments: without(seen.appointments, `of-${id}`) }, id, {
    mirrors: [],
    decision: { kind: 'skipped', reason: 'show-as', setting },
  });

const LOOSE: readonly [string, (seen: Seen) => Seen, string][] = [
  [
    'a blocker is missing',
    (seen) => ({ ...seen, appointments: without(seen.appointments, 'of-meeting') }),
    '“Title of meeting” .* can be booked in TIMIFY',
  ],
  [
    'a blocker is too short',
    (seen) => changeAppointment(seen, 'of-meeting', { busy: [at(480, 535)] }),
    '2026-11-26T08:55:00.000Z–2026-11-26T08:58:00.000Z of “Title of meeting” .* can be booked',
  ],
  [
    'nobody is told of a collision',
    (seen) => changeTold(seen, { conflicts: [] }),
    'no conflict names that “Title of lunch” .* lies over',
  ],
  [
    'a conflict stayed open when its booking moved away',
    (seen) => changeAppointment(seen, 'visit', { span: at(900, 960), busy: [at(900, 960)] }),
    'overlap .* is open, though event and booking do not meet',
  ],
  [
    'an event was overlooked',
    (seen) => ({ ...seen, events: [...seen.events, event('new', at(1000, 1030))] }),
    'office “Title of new” .* stands in no pair',
  ],
  [
    'a booking was overlooked',
    (seen) => ({ ...seen, appointments: [...seen.appointments, appointment('walk-in', at(1000, 1030))] }),
    'timify .* stands in no pair',
  ],
  [
    'a mirror was made twice and belongs to nothing',
    (seen) => ({
      ...seen,
      events: [...seen.events, event('again', at(750, 810), { title: 'Eye test · Ada Byron' })],
    }),
    'office “Eye test · Ada Byron” .* stands in no pair',
  ],
  [
    'a mirror is held by two pairs',
    (seen) =>
      changeTold(seen, {
        links: [
          ...seen.told.links,
          link('office', { id: 'copy', span: at(750, 810) }, [{ id: 'of-lunch', span: at(720, 750) }]),
        ],
      }),
    'timify of-lunch stands in 2 pairs',
  ],
  [
    'a copy is gone',
    (seen) => ({ ...seen, events: without(seen.events, 'copy') }),
    'the pair of timify visit .* has lost its copy copy',
  ],
  [
    'an origin is gone and its copy stayed',
    (seen) => ({ ...seen, appointments: without(seen.appointments, 'visit') }),
    'the pair of timify visit .* has lost its origin',
  ],
  [
    'a create never ended',
    (seen) => changeLink(seen, 'visit', { mirrors: [{ id: null, base: { span: at(750, 810) } }] }),
    'the pair of timify visit .* holds a create that never ended',
  ],
  [
    'a pair calls itself mirrored and has no copy',
    (seen) => changeLink(seen, 'visit', { mirrors: [] }),
    'the pair of timify visit .* has no copy',
  ],
  [
    'a busy event was left out for no reason',
    (seen) =>
      changeLink({ ...seen, appointments: without(seen.appointments, 'of-meeting') }, 'meeting', {
        mirrors: [],
        decision: { kind: 'skipped', reason: 'free', setting: null },
      }),
    'the pair of office meeting .* is left out and should not be',
  ],
  [
    'the title of a private event stands in TIMIFY',
    (seen) => changeAppointment(seen, 'of-doctor', { title: 'Title of doctor' }),
    'the blocker of the private “Title of doctor” .* tells its title',
  ],
  [
    'an event turned private and kept its title in TIMIFY',
    (seen) => changeEvent(seen, 'meeting', { sensitivity: 'confidential' }),
    'the blocker of the private “Title of meeting” .* tells its title',
  ],
];

/** Faults that only a world can have in which everything is decided under the settings in force. */
const SETTLED: readonly [string, (seen: Seen) => Seen, string][] = [
  [
    'a private event under another title than the words for such',
    (seen) => changeAppointment(seen, 'of-doctor', { title: 'Doctor' }),
    'the blocker of “Title of doctor” .* is called “Doctor”',
  ],
  [
    'the notes of a private event',
    (seen) => changeAppointment(seen, 'of-doctor', { notes: 'Bring the letter' }),
    'the blocker of the anonymous “Title of doctor” .* has notes',
  ],
  [
    'a title where the owner wanted none',
    (seen) => {
      const { connection } = seen.told;
      const settings = { ...connection.settings, anonymous: { toTimify: false, toOffice: true } };
      return changeTold(seen, { connection: { ...connection, settings } });
    },
    'the copy of .* is called “Eye test · Ada Byron”',
  ],
  [
    'a copy at the wrong time',
    (seen) => changeEvent(seen, 'copy', { span: at(755, 815) }),
    'the copy of .* stands at “Eye test · Ada Byron” 2026-11-26T12:35',
  ],
  [
    'a copy with guests',
    (seen) => changeEvent(seen, 'copy', { guests: 1 }),
    'the copy “Eye test · Ada Byron” .* has guests',
  ],
  [
    'two blockers hold one time',
    (seen) => {
      const twin = appointment('twin', at(480, 540), { title: 'Title of meeting' });
      const ofMeeting = { id: 'of-meeting', base: { span: twin.span } };
      return changeLink({ ...seen, appointments: [...seen.appointments, twin] }, 'meeting', {
        mirrors: [ofMeeting, { id: 'twin', base: { span: twin.span } }],
      });
    },
    'blockers hold 60 minutes twice',
  ],
  [
    'a blocker holds more than its event',
    (seen) => changeAppointment(seen, 'of-doctor', { busy: [at(600, 690)] }),
    'a blocker holds 2026-11-26T11:00:00.000Z–2026-11-26T11:30:00.000Z, which no event takes',
  ],
  [
    'a free event blocks',
    (seen) => changeEvent(seen, 'doctor', { showAs: 'free' }),
    'the pair of office doctor .* is copied and should not be',
  ],
];

describe('the checker', () => {
  it('has nothing to say about a world in step', () => {
    expect(faultsOf(wholeWorld(), { settled: true })).toEqual([]);
  });

  it('finds what is left out against the settings in force, where all was decided under them', () => {
    const world = leftOut(wholeWorld(), 'meeting', 'showAs.busy');
    const { settings } = world.told.connection;
    expect(faultsOf(world, { decidedUnder: settings }).join('\n')).toMatch(
      /the pair of office meeting .* is left out and should not be/,
    );
    const before = { ...settings, showAs: { ...settings.showAs, busy: 'ignore' } };
    expect(faultsOf(world, { decidedUnder: before })).toEqual([]);
    expect(faultsOf(world, {})).toEqual([]);
  });

  it('has nothing to say about a booking in parts with an event for each, without the time around them', () => {
    const parts = [at(750, 780), at(790, 810)];
    const world = wholeWorld();
    const { connection } = world.told;
    const settings = { ...connection.settings, buffers: 'exclude', splitBookings: 'each' };
    const copies = parts.map((span, place) =>
      event(`copy-${String(place)}`, span, { title: 'Eye test · Ada Byron' }),
    );
    const booked = changeAppointment(
      { ...world, events: [...without(world.events, 'copy'), ...copies] },
      'visit',
      { served: parts, busy: [at(750, 785), at(785, 815)] },
    );
    const told = changeTold(booked, { connection: { ...connection, settings } });
    const mirrors = copies.map(({ id, span }) => ({ id, base: { span } }));
    expect(faultsOf(changeLink(told, 'visit', { mirrors }), { settled: true })).toEqual([]);
  });

  it('has nothing to say about guests of a copy that a person was told of and left there', () => {
    const world = changeLink(changeEvent(wholeWorld(), 'copy', { guests: 1 }), 'visit', {
      ignored: ['asked'],
    });
    const asked = {
      ...{ id: 'asked', linkId: 'link of visit', kind: 'would-notify-guests', span: at(750, 810) },
      ...{ closedAt: at(900, 900).start, closedBy: 'ignored', office: null, timify: null },
    };
    expect(
      faultsOf(changeTold(world, { conflicts: [...world.told.conflicts, asked] }), { settled: true }),
    ).toEqual([]);
  });

  it.each(LOOSE)('finds that %s', (_, broken, fault) => {
    expect(faultsOf(broken(wholeWorld()), {}).join('\n')).toMatch(new RegExp(fault));
  });

  it.each(SETTLED)('finds, once all is decided anew: %s', (_, broken, fault) => {
    expect(faultsOf(broken(wholeWorld()), { settled: true }).join('\n')).toMatch(new RegExp(fault));
  });

  it('asks nothing of a connection that is paused', () => {
    const seen = wholeWorld();
    const connection = { ...seen.told.connection, state: 'paused' };
    expect(faultsOf({ ...changeTold(seen, { connection }), appointments: [] }, { settled: true })).toEqual(
      [],
    );
  });
});

describe('nobody hears of us', () => {
  const mail = {
    from: 'exchange',
    to: 'guest@elsewhere.example',
    subject: 'Lunch',
    text: '',
  } as const;

  it('a mail to a guest that no act of a person caused is found, and one that such an act caused is not', () => {
    const acts = [{ from: Date.UTC(2026, 10, 26, 9), to: Date.UTC(2026, 10, 26, 9) + 50 }];
    const theirs = { ...mail, at: '2026-11-26T09:00:00.020Z' };
    const ours = { ...mail, at: '2026-11-26T09:00:01.000Z' };
    expect(mailFaults([theirs, ours], acts, () => false)).toEqual([
      'exchange told guest@elsewhere.example at 2026-11-26T09:00:01.000Z: Lunch',
    ]);
  });

  it('a mail of TIMIFY to a customer is found unless somebody said that customers be told', () => {
    const told = { ...mail, from: 'timify' as const, at: '2026-11-26T09:00:00.000Z' };
    expect(mailFaults([told], [], () => false)).toHaveLength(1);
    expect(mailFaults([told], [], ({ from }) => from === 'timify')).toEqual([]);
  });
});

describe('nothing of anybody’s texts is left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traces-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('a word in a file, in either encoding, and in the log is found', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'clean.db'), 'ids and times alone');
    writeFileSync(join(folder, 'deep', 'plain.db'), 'a Zimtstern in a row');
    writeFileSync(join(folder, 'wide.db'), Buffer.from('Zimtstern', 'utf16le'));
    expect(traces('Zimtstern', folder, ['a line', 'a line with Zimtstern']).sort()).toEqual([
      `“Zimtstern” stands in ${join(folder, 'deep', 'plain.db')}`,
      `“Zimtstern” stands in ${join(folder, 'wide.db')}`,
      '“Zimtstern” stands in the log: a line with Zimtstern',
    ]);
  });
});
