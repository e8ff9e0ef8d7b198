import type { ChosenCalendar, Instant } from './items.ts';
import { DAY, MINUTE } from './spans.ts';
import { spreadOf } from './schedule.ts';

/** Outlook subscriptions live at most 10,080 minutes (Microsoft Graph: change notifications overview, 2026). */
export const SUBSCRIPTION_LIFE = 10_080 * MINUTE - 60 * MINUTE;

export interface SubscriptionState {
  calendarId: string;
  subscription: {
    id: string | null;
    expiresAt: Instant;
    renewAt: Instant;
    state: 'creating' | 'live' | 'gone';
  } | null;
}

export type SubscriptionStep =
  | { kind: 'create'; calendarId: string }
  | { kind: 'renew'; calendarId: string; id: string }
  | { kind: 'remove'; calendarId: string; id: string };

/** Delegated tokens may subscribe to the user's own mailbox only (Microsoft Graph: Outlook subscription notes). */
const wantsSubscription = (calendar: ChosenCalendar): boolean => calendar.isOwn;

/** What has to be done about subscriptions now: planned as data, like everything else. */
export const planSubscriptions = (
  calendars: readonly ChosenCalendar[],
  states: readonly SubscriptionState[],
  now: Instant,
): SubscriptionStep[] => {
  const wanted = new Set(calendars.filter(wantsSubscription).map((calendar) => calendar.id));
  const steps: SubscriptionStep[] = [];
  for (const calendarId of wanted) {
    const subscription = states.find((state) => state.calendarId === calendarId)?.subscription;
    if (!subscription?.id || subscription.state === 'gone' || subscription.expiresAt <= now)
      steps.push({ kind: 'create', calendarId });
    else if (subscription.renewAt <= now) steps.push({ kind: 'renew', calendarId, id: subscription.id });
  }
  for (const { calendarId, subscription } of states) {
    if (!wanted.has(calendarId) && subscription?.id && subscription.state !== 'gone') {
      steps.push({ kind: 'remove', calendarId, id: subscription.id });
    }
  }
  return steps;
};

/** Half of the life, scattered over half a day, so that a fleet does not renew at once. */
export const renewalTime = (now: Instant, expiresAt: Instant, id: string): Instant =>
  Math.round(
    Math.min(now + (expiresAt - now) / 2 + (spreadOf(id) - 0.5) * 0.5 * DAY, expiresAt - 10 * MINUTE),
  );
