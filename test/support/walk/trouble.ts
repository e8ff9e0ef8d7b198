/** What goes wrong around people: services that refuse, news that is lost, servers that die, time that goes by. */
import type { Town } from '../town.ts';
import type { Act } from './officeActs.ts';

const FAULTS: readonly Record<string, unknown>[] = [
  { service: 'graph', status: 429, retryAfter: 1, next: 3 },
  { service: 'graph', status: 503, next: 2 },
  { service: 'graph', match: '^(POST|PATCH|DELETE) /me', status: 500, next: 2 },
  { service: 'graph', match: '^(POST|PATCH|DELETE) /me', drop: 'after', next: 1 },
  { service: 'graph', match: '^(POST|PATCH|DELETE) /me', drop: 'before', next: 2 },
  { service: 'graph', match: 'delta', status: 410, next: 1 },
  { service: 'timify', status: 429, retryAfter: 1, next: 3 },
  { service: 'timify', status: 503, next: 2 },
  { service: 'timify', match: '^(POST|PATCH) /appointments', drop: 'after', next: 1 },
  { service: 'timify', match: '^(POST|PATCH) /appointments', drop: 'before', next: 1 },
  { service: 'timify', match: '^POST /appointments/delete', drop: 'after', next: 1 },
  { service: 'graph', match: 'notifications', drop: 'before', rate: 0.3 },
  { service: 'timify', match: 'webhooks', drop: 'before', rate: 0.3 },
  { service: 'graph', duplicate: true, reorder: 0.5 },
  { service: 'timify', duplicate: true, reorder: 0.5 },
];

const fault: Act = {
  name: 'fault',
  weight: 6,
  run: async (walker) => {
    const rule = walker.pick(FAULTS) ?? {};
    await walker.person.town.fault(rule);
    return `fault ${JSON.stringify(rule)}`;
  },
};

const calm: Act = {
  name: 'calm',
  weight: 3,
  run: async (walker) => {
    await walker.person.town.control('DELETE', '/faults');
    return 'calm again';
  },
};

const evict: Act = {
  name: '410',
  weight: 1,
  run: async (walker) => {
    await walker.person.town.control('POST', '/graph/evict', { user: walker.person.oid });
    return 'delta states are gone';
  },
};

const lifecycle: Act = {
  name: 'lifecycle',
  weight: 1,
  run: async (walker) => {
    const event =
      walker.pick(['missed', 'subscriptionRemoved', 'reauthorizationRequired'] as const) ?? 'missed';
    await walker.person.town.lifecycle(walker.person, event).catch(() => undefined);
    return `lifecycle ${event}`;
  },
};

export const TROUBLE: readonly Act[] = [fault, calm, evict, lifecycle];

/** One at a time in a town, whoever of the walkers wants it. */
const taking = new WeakMap<Town, Promise<void>>();
const alone = async (town: Town, act: () => Promise<void>): Promise<void> => {
  const mine = (taking.get(town) ?? Promise.resolve()).then(act);
  taking.set(
    town,
    mine.catch(() => undefined),
  );
  await mine;
};

/** The server dies as in a crash and comes back on its data. */
export const crash: Act = {
  name: 'crash',
  weight: 0,
  run: async (walker) => {
    const { town } = walker.person;
    await alone(town, () => town.restart('SIGKILL'));
    return 'the server died and came back';
  },
};

/** Minutes to some hours: subscriptions run out, held slots end, retries come due. */
export const timePasses: Act = {
  name: 'time passes',
  weight: 0,
  run: async (walker) => {
    const seconds = 60 * (1 + walker.draw(120));
    const { town } = walker.person;
    await alone(town, () => town.moveClock(seconds));
    return `${seconds / 60} minutes go by`;
  },
};
