/** What people do in the pane: through our own API. */
import type { ConflictAnswer, LogAnswer } from '../answers.ts';
import type { Act } from './officeActs.ts';
import type { Walker } from './walker.ts';

const DELETED = ['ask', 'restore', 'follow'] as const;

const change = (walker: Walker): Record<string, unknown> =>
  walker.pick<() => Record<string, unknown>>([
    () => ({ onMirrorDeleted: { office: walker.pick(DELETED), timify: walker.pick(DELETED) } }),
    () => ({ onBothChanged: walker.pick(['origin', 'ask', 'office', 'timify']) }),
    () => ({ onBookingMoved: walker.pick(['ask', 'move-and-notify', 'move-silently', 'put-back']) }),
    () => ({ onBookingDeleted: walker.pick(['ask', 'cancel-and-notify', 'cancel-silently', 'restore']) }),
    () => ({ anonymous: { toTimify: walker.rarely(50) } }),
    () => ({ anonymous: { toOffice: walker.rarely(50) } }),
    () => ({ title: walker.rarely(50) }),
    () => ({ notes: walker.rarely(50) }),
    () => ({ showAs: { tentative: walker.pick(['block', 'ignore']) } }),
    () => ({ showAs: { free: walker.pick(['block', 'ignore']) } }),
    () => ({ allDay: walker.pick(['block', 'busy-only', 'ignore']) }),
    () => ({ buffers: walker.pick(['merge', 'exclude']) }),
    () => ({ splitBookings: walker.pick(['one', 'each']) }),
    () => ({ busyAs: walker.pick(['busy', 'oof']) }),
  ])?.() ?? {};

const settings: Act = {
  name: 'settings',
  weight: 4,
  run: async (walker) => {
    const values = change(walker);
    const { status } = await walker.api('PATCH', '/settings', values);
    return `settings ${JSON.stringify(values)} → ${status}`;
  },
};

const direction: Act = {
  name: 'direction',
  weight: 1,
  run: async (walker) => {
    const values = {
      direction: walker.pick(['both', 'both', 'office-to-timify', 'timify-to-office']),
      copies: walker.pick(['keep', 'remove', 'plain']),
    };
    const { status } = await walker.api('PATCH', '/settings', values);
    return `direction ${JSON.stringify(values)} → ${status}`;
  },
};

const action = (name: string, weight: number): Act => ({
  name,
  weight,
  run: async (walker) => `${name} → ${(await walker.api('POST', `/actions/${name}`, {})).status}`,
});

const solve: Act = {
  name: 'solve a conflict',
  weight: 7,
  run: async (walker) => {
    const { body } = await walker.api<{ items?: ConflictAnswer[] }>('GET', '/conflicts');
    const conflict = walker.pick(
      [...(body.items ?? [])].sort((a, b) => (a.span.start < b.span.start ? -1 : 1)),
    );
    const way = walker.pick(conflict?.actions ?? []);
    if (!conflict || !way) return 'solve a conflict: none there';
    const slot = way === 'move-booking' || way === 'move-event' ? walker.pick(conflict.slots) : undefined;
    const verdict = { action: way, notify: walker.rarely(40), ...(slot ? { slot } : {}) };
    const answer = await walker.api('POST', `/conflicts/${conflict.id}/resolve`, verdict);
    return `solved ${conflict.kind} at ${conflict.span.start} by ${JSON.stringify(verdict)} → ${answer.status}`;
  },
};

const takeBack: Act = {
  name: 'take back a line of the log',
  weight: 2,
  run: async (walker) => {
    const { body } = await walker.api<{ items?: LogAnswer[] }>('GET', '/log');
    const line = walker.pick((body.items ?? []).filter(({ undoable }) => undoable));
    if (!line) return 'take back a line of the log: none there';
    const asked = line.undoAsksNotify ? { notify: walker.rarely(40) } : {};
    const { status } = await walker.api('POST', `/log/${line.id}/undo`, asked);
    return `took back ${line.rule} at ${line.span.start} → ${status}`;
  },
};

export const PANE_ACTS: readonly Act[] = [
  settings,
  direction,
  solve,
  takeBack,
  action('apply-settings', 1),
  action('pause', 1),
  action('resume', 2),
  action('sync', 1),
  action('undo', 1),
  action('confirm-hold', 1),
  action('refuse-hold', 1),
];
