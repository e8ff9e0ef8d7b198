/**
 * A random walk: people act on both sides, in the pane, among faults, crashes and clocks that move; when all is calm
 * again the independent checker has nothing to say, a second look writes nothing, and nobody else had mail.
 */
import { call } from '../call.ts';
import { chance } from '../chance.ts';
import { check } from '../checker/check.ts';
import { mailFaults, type OwnAct } from '../checker/quiet.ts';
import { eventually } from '../call.ts';
import type { Town } from '../town.ts';
import { OFFICE_ACTS, type Act } from './officeActs.ts';
import { PANE_ACTS } from './paneActs.ts';
import { SERIES_ACTS } from './seriesActs.ts';
import { TIMIFY_ACTS } from './timifyActs.ts';
import { crash, timePasses, TROUBLE } from './trouble.ts';
import { TEXT, Walker } from './walker.ts';

export interface WalkOptions {
  acts: number;
  /** Refusing services, lost news, crashes, moving clocks. */
  troubled: boolean;
}

interface LogNote {
  at: number;
  event: string;
  rule: string;
  outcome: string;
  side: string;
  item: string;
  span: { start: number };
}

/** The one service of the cast that a group books (sandbox/timify/cast.ts). */
const GROUPS = new Set(['Kontaktlinsenkurs']);

/** So many acts between two moments in which all comes to rest. */
const CHAPTER = 12;

const CALM: readonly Act[] = [...OFFICE_ACTS, ...SERIES_ACTS, ...TIMIFY_ACTS, ...PANE_ACTS];

const drawn = (walker: Walker, acts: readonly Act[]): Act => {
  const sum = acts.reduce((total, { weight }) => total + weight, 0);
  let at = walker.draw(sum);
  for (const act of acts) {
    if (at < act.weight) return act;
    at -= act.weight;
  }
  throw new Error('no act was drawn');
};

/** One person of a town, connected, with a customer and, for some, working hours. */
export const sendOut = async (town: Town, seed: number): Promise<Walker> => {
  const person = await town.person();
  const walker = new Walker(person, seed);
  const email = `customer.of.${person.oid}@elsewhere.example`;
  const customer = await person.timify<{ data: { id: string } }>('POST', '/customers', {
    ...{ first_name: TEXT, last_name: `Customer ${seed}`, email },
  });
  walker.customerId = customer.data.id;
  walker.customerEmail = email;
  walker.otherCalendar = (await person.graph<{ id: string }>('POST', '/calendars', { name: 'Other' })).id;
  walker.otherResource = (await town.person()).resourceId;
  if (walker.rarely(35)) {
    const day = (ahead: number): string =>
      new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    await person.timify('POST', '/timeshifts', {
      ...{ resource_id: person.resourceId, from: day(-20), to: day(200) },
      working_times: [{ begin: '09:00', end: '18:00' }],
    });
    walker.story.push('works from 9 to 18');
  }
  await person.connect({}, {}, 120_000);
  return walker;
};

/** What a person wanted while a service or the server was away did not happen. */
const attempt = async (walker: Walker, act: Act): Promise<void> => {
  try {
    walker.story.push(await act.run(walker));
  } catch (error) {
    walker.story.push(`${act.name}: ${error instanceof Error ? error.message.slice(0, 100) : 'failed'}`);
  }
};

const chapter = async (walker: Walker, count: number, troubled: boolean): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const acts = troubled && walker.rarely(8) ? TROUBLE : CALM;
    await attempt(walker, drawn(walker, acts));
  }
};

/** So many people read in full at once take their time on a busy machine; who never comes to rest never does. */
const PATIENCE = 240_000;

/** What never comes to rest is told with the last that the server said. */
const settled = (town: Town): Promise<void> =>
  town.settled(PATIENCE).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${town.lines.slice(-40).join('\n')}`, { cause: error });
  });

const calmDown = async (town: Town): Promise<void> => {
  await town.control('DELETE', '/faults');
  await settled(town);
};

/** Nobody pauses or holds back any more, both sides are read once more, and what waits for a later time is waited for. */
const comeToRest = async (town: Town, walkers: readonly Walker[]): Promise<void> => {
  await calmDown(town);
  for (const { person } of walkers) {
    await eventually('an answer', async () => (await person.action('resume')).status < 500);
    await person.action('sync');
  }
  await settled(town);
  for (const { person } of walkers)
    if ((await person.connection()).counts.held > 0) await person.action('confirm-hold');
  for (let round = 0; round < 3; round += 1) {
    await town.moveClock(16 * 60);
    await settled(town);
  }
};

/**
 * Where If-Match is of no account, nothing stops a write that is under way when a guest is put on: that one tells them.
 * Within so many milliseconds it was.
 */
const UNDER_WAY = 3_000;

const actsOf = (town: Town, { acts, invited }: Walker): OwnAct[] =>
  town.sandbox.world.switches.ifMatch === 'ignored'
    ? [...acts, ...invited.map(({ from, to }) => ({ from, to: to + UNDER_WAY }))]
    : acts;

const mailsOf = async (town: Town, walkers: readonly Walker[]): Promise<string[]> => {
  const mails = await town.mails();
  return walkers.flatMap((walker) => {
    const theirs = mails.filter(({ to }) => to === walker.guest || to === walker.customerEmail);
    return mailFaults(theirs, actsOf(town, walker), ({ from }) => from === 'timify' && walker.tells);
  });
};

/** Writes that a full look at both sides brings about. */
const restless = async (town: Town, walkers: readonly Walker[]): Promise<string[]> => {
  const since = new Date().toISOString();
  for (const { person } of walkers) await person.action('sync');
  await settled(town);
  return (await town.writes(since)).map(
    ({ service, method, path }) => `wrote once more: ${service} ${method} ${path}`,
  );
};

const proof = async (town: Town, walkers: readonly Walker[]): Promise<string[]> => {
  await comeToRest(town, walkers);
  const people = walkers.map(({ person }) => person);
  const loose = await check(town, people, () => ({ groups: GROUPS }));
  const again = await restless(town, walkers);
  for (const person of people) await person.action('apply-settings');
  await settled(town);
  const strict = await check(town, people, () => ({ groups: GROUPS, settled: true }));
  return [
    ...loose,
    ...again,
    ...strict.map((fault) => `${fault} [settings applied]`),
    ...(await restless(town, walkers)).map((fault) => `${fault} [settings applied]`),
    ...(await mailsOf(town, walkers)),
    ...town.complaints(),
  ];
};

/** Who never comes to rest has the longest log. */
const busiest = async (walkers: readonly Walker[]): Promise<string> => {
  const stories = await Promise.all(walkers.map(storyOf));
  return stories.sort((a, b) => b.length - a.length)[0] ?? '';
};

/** Walks side by side in one town. Answers what was wrong afterwards, with the stories of those concerned. */
export const walkTogether = async (
  town: Town,
  seeds: readonly number[],
  { acts, troubled }: WalkOptions,
): Promise<string[]> => {
  const walkers: Walker[] = [];
  for (const seed of seeds) walkers.push(await sendOut(town, seed));
  const chance_ = chance(seeds.reduce((sum, seed) => (sum * 31 + seed) >>> 0, 7));
  for (let done = 0; done < acts; done += CHAPTER) {
    const count = Math.min(CHAPTER, acts - done);
    const walking = walkers.map((walker) => chapter(walker, count, troubled));
    const [first] = walkers;
    if (troubled && first && chance_(2) === 0) await attempt(first, crash);
    await Promise.all(walking);
    if (troubled && first && chance_(2) === 0) await attempt(first, timePasses);
    await calmDown(town).catch(async (error: unknown) => {
      throw new Error(`${String(error)}\n${await busiest(walkers)}`, { cause: error });
    });
  }
  const faults = await proof(town, walkers);
  if (faults.length === 0) return [];
  const named = walkers.filter(concerned(faults));
  // A fault that names nobody may be anybody's.
  return [...faults, ...(await Promise.all((named.length > 0 ? named : walkers).map(storyOf)))];
};

const concerned =
  (faults: readonly string[]) =>
  ({ person }: Walker): boolean =>
    faults.some((fault) => fault.includes(person.email) || fault.includes(person.oid));

/** What the product noted, by its own rules: the moments of a story in which it went astray. */
const notesOf = async ({ town, email, connectionId }: Walker['person']): Promise<string[]> => {
  const path = `${town.server}/api/connections/${connectionId}/export`;
  const { body } = await call<{ log?: LogNote[] }>('GET', path, { token: await town.token(email) });
  return [...(body.log ?? [])]
    .sort((a, b) => a.at - b.at)
    .map(({ at, event, rule, side, item, span, outcome }) => {
      const when = new Date(span.start).toISOString().slice(5, 16);
      return `${new Date(at).toISOString()} ${event} ${rule} ${outcome} ${side} ${item.slice(-12)} ${when}`;
    });
};

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');

const storyOf = async ({ seed, person, story }: Walker): Promise<string> =>
  `WALK_SEED=${seed} (${person.email}):\n${indented(story)}\nThe product's log:\n${indented(await notesOf(person))}`;
