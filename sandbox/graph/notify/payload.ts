import { utcText } from '../time/moments.ts';
import type { ChangeType, LifecycleEvent, Subscription } from './subscription.ts';

export type NotificationItem = Readonly<Record<string, unknown>>;

/** A basic notification names the item and nothing of its content (facts: graph §1.5). */
export function changeItem(
  subscription: Subscription,
  change: { id: string; changeType: ChangeType; eventId: string; etag: string | undefined },
): NotificationItem {
  const path = `Users/${subscription.oid}/Events/${change.eventId}`;
  return {
    id: change.id,
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: utcText(subscription.expiresAt).replace('Z', '+00:00'),
    changeType: change.changeType,
    resource: path,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Event',
      '@odata.id': path,
      ...(change.etag === undefined ? {} : { '@odata.etag': change.etag }),
      id: change.eventId,
    },
    clientState: subscription.clientState,
    tenantId: subscription.tenantId,
  };
}

/** Facts: graph §1.7. */
export function lifecycleItem(subscription: Subscription, lifecycleEvent: LifecycleEvent): NotificationItem {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: utcText(subscription.expiresAt),
    tenantId: subscription.tenantId,
    clientState: subscription.clientState,
    lifecycleEvent,
  };
}
