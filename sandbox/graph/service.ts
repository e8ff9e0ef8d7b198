import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxService, World } from '../world.ts';
import type { GraphControl } from './control/acts.ts';
import { graphControl } from './control/control.ts';
import type { Core } from './core.ts';
import type { DeltaOddities } from './delta/groups.ts';
import { storyOf } from './events/story.ts';
import { answerBatch } from './http/batch.ts';
import { dispatch, type DispatchParts } from './http/dispatch.ts';
import { graphRouter } from './http/router.ts';
import { RouteTable, type Route } from './http/routes.ts';
import { Throttle, type Limits } from './http/throttle.ts';
import type { DeliveryFaults, Parcel } from './notify/courier.ts';
import { Notifier } from './notify/notifier.ts';
import type { LifecycleEvent, Subscription } from './notify/subscription.ts';
import { calendarRoutes } from './routes/calendars.ts';
import { deltaRoutes } from './routes/delta.ts';
import { eventRoutes } from './routes/events.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { organizationRoutes, peopleRoutes } from './routes/people.ts';
import { settingsRoutes } from './routes/settings.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { viewRoutes } from './routes/views.ts';
import type { Commit, MailboxState } from './store/mailbox.ts';
import { Mailboxes } from './store/mailboxes.ts';
import type { Share } from './store/shared.ts';

/** What a restart needs. Plain JSON; stored events are shared with the living world, which never changes them in place. */
export interface GraphState {
  mailboxes: MailboxState[];
  waiting: [oid: string, events: number][];
  shares: Share[];
  subscriptions: Subscription[];
  parcels: Parcel[];
}

export interface GraphService extends SandboxService<GraphState>, GraphControl {
  /** Time that each call to a mailbox takes, spent inside its lane and after its write was done. */
  readonly latency: { milliseconds: number };
  readonly limits: Limits;
  readonly oddities: DeltaOddities;
  readonly deliveryFaults: DeliveryFaults;
  /** Living subscriptions, all of them. */
  subscriptions(): Subscription[];
  /** Sends a lifecycle notification; `subscriptionRemoved` also removes. False: no such subscription or no address. */
  sendLifecycle(subscriptionId: string, event: LifecycleEvent): boolean;
}

const NO_ODDITIES: DeltaOddities = {
  masterLast: false,
  masterAbsent: false,
  splitSeries: false,
  repeat: false,
};
/** However long the receiver takes, an answer is not held back longer than this. */
const LONGEST_HOLD = 3_000;

/** The Microsoft Graph of one world. `LEDGER.md` says what is imitated, and on which fact it rests. */
export function createGraph(world: World): GraphService {
  const notifier = new Notifier(world);
  const throttle = new Throttle(world);
  const latency = { milliseconds: 0 };
  const oddities = { ...NO_ODDITIES };
  const narrator = narratorOf(world);
  const founders = new Set<string>();
  const begin = (): void => {
    founders.clear();
    for (const user of world.directory.users()) founders.add(user.oid);
  };
  begin();
  const mailboxes = new Mailboxes(world, (commit) => {
    notifier.changed(commit);
    narrator.tell(commit);
    world.changed();
  });
  const core: Core = { world, mailboxes };
  const parts = dispatchParts(core, { notifier, throttle, oddities, latency });
  return {
    router: graphRouter(world, (request) => dispatch(parts, request)),
    ...graphControl({ core, founders, quietly: narrator.quietly }),
    latency,
    limits: throttle.limits,
    oddities,
    deliveryFaults: notifier.courier.faults,
    subscriptions: () => notifier.registry.all().filter((one) => one.expiresAt > world.clock.now()),
    sendLifecycle: (id, event) => notifier.lifecycle(id, event),
    snapshot: () => writeDown(mailboxes, notifier),
    restore: (state) => readAgain(state, mailboxes, notifier),
    reset: () => {
      begin();
      mailboxes.clear();
      notifier.clear();
      throttle.clear();
      latency.milliseconds = 0;
      Object.assign(oddities, NO_ODDITIES);
    },
    idle: () => notifier.courier.idle(),
  };
}

function writeDown(mailboxes: Mailboxes, notifier: Notifier): GraphState {
  return {
    mailboxes: mailboxes.all().map((one) => one.state()),
    waiting: mailboxes.waiting(),
    shares: mailboxes.shares.all(),
    subscriptions: notifier.registry.all(),
    parcels: notifier.courier.state(),
  };
}

function readAgain(state: GraphState, mailboxes: Mailboxes, notifier: Notifier): void {
  notifier.clear();
  mailboxes.restore(state.mailboxes, state.waiting, state.shares);
  for (const one of state.subscriptions) notifier.registry.put(one);
  notifier.wind();
  notifier.courier.restore(state.parcels);
}

interface HttpParts {
  notifier: Notifier;
  throttle: Throttle;
  oddities: DeltaOddities;
  latency: { milliseconds: number };
}

function dispatchParts(core: Core, { notifier, throttle, oddities, latency }: HttpParts): DispatchParts {
  const batch: Route = {
    method: 'POST',
    path: '$batch',
    scopes: [],
    handle: (call) => answerBatch(core.world, call.request, (request) => dispatch(parts, request)),
  };
  const parts: DispatchParts = {
    core,
    throttle,
    userRoutes: new RouteTable([
      ...peopleRoutes,
      ...settingsRoutes,
      ...calendarRoutes,
      ...deltaRoutes(oddities),
      ...viewRoutes,
      ...meetingRoutes,
      ...eventRoutes,
    ]),
    rootRoutes: new RouteTable([...organizationRoutes, ...subscriptionRoutes(notifier, throttle), batch]),
    beforeAnswer: async (method) => {
      if (latency.milliseconds > 0) await wait(latency.milliseconds);
      if (method === 'GET' || !notifier.courier.faults.beforeAnswer) return;
      await Promise.race([notifier.courier.idle(), wait(LONGEST_HOLD, undefined, { ref: false })]);
    },
  };
  return parts;
}

/** Tells the world's page what happened, unless so much happens at once that one line says it better. */
function narratorOf(world: World) {
  let quiet = false;
  const emit = (text: string): void =>
    world.events.emit({ at: new Date(world.clock.now()).toISOString(), side: 'office', text });
  return {
    tell: (commit: Commit): void => {
      if (!quiet) emit(storyOf(commit));
    },
    quietly: <T>(run: () => T, line: (result: T) => string): T => {
      quiet = true;
      try {
        const result = run();
        emit(line(result));
        return result;
      } finally {
        quiet = false;
      }
    },
  };
}
