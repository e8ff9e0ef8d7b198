/**
 * What Graph posts to us ("changeNotificationCollection resource type", lifecycle notifications): change and lifecycle
 * notifications, also mixed in one body. Nothing here is proof of anything: the caller checks `clientState`.
 */
import { z } from 'zod';
import { CHANGE_TYPE, LIFECYCLE } from './schemas.ts';

export type Notification =
  | {
      kind: 'change';
      subscriptionId: string;
      clientState: string | null;
      changeType: (typeof CHANGE_TYPE)[number];
      /** For a series the master's id. Null when the resource isn't an event. */
      eventId: string | null;
    }
  | {
      kind: 'lifecycle';
      subscriptionId: string;
      clientState: string | null;
      lifecycleEvent: (typeof LIFECYCLE)[number];
    };

export interface Notifications {
  items: Notification[];
  /** Elements that are neither. */
  bad: number;
}

const common = { subscriptionId: z.string().min(1), clientState: z.string().nullish().catch(null) };

const lifecycle = z.object({ ...common, lifecycleEvent: z.enum(LIFECYCLE) });

const change = z.object({
  ...common,
  changeType: z.enum(CHANGE_TYPE),
  resourceData: z
    .object({ '@odata.type': z.string().nullish(), id: z.string().nullish() })
    .nullish()
    .catch(null),
});

/** Samples write the type with capitals and without. */
const EVENT_TYPE = '#microsoft.graph.event';

const eventIdOf = (data: z.infer<typeof change>['resourceData']): string | null => {
  const type = data?.['@odata.type']?.toLowerCase() ?? EVENT_TYPE;
  return type === EVENT_TYPE ? (data?.id ?? null) : null;
};

/** `lifecycleEvent` tells the two apart; both may come to the same address. */
const parseElement = (raw: unknown): Notification | null => {
  if (typeof raw === 'object' && raw !== null && 'lifecycleEvent' in raw) {
    const parsed = lifecycle.safeParse(raw);
    if (!parsed.success) return null;
    const { subscriptionId, clientState, lifecycleEvent } = parsed.data;
    return { kind: 'lifecycle', subscriptionId, clientState: clientState ?? null, lifecycleEvent };
  }
  const parsed = change.safeParse(raw);
  if (!parsed.success) return null;
  const { subscriptionId, clientState, changeType, resourceData } = parsed.data;
  return {
    kind: 'change',
    subscriptionId,
    clientState: clientState ?? null,
    changeType,
    eventId: eventIdOf(resourceData),
  };
};

export const parseNotification = (body: unknown): Notifications | 'malformed' => {
  const value = (body as { value?: unknown } | null | undefined)?.value;
  if (!Array.isArray(value)) return 'malformed';
  const parsed = value.map(parseElement);
  const items = parsed.filter((item) => item !== null);
  return { items, bad: parsed.length - items.length };
};
