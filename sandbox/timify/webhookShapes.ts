import type { SeededRandom } from '../shell/random.ts';

export type WebhookKind = 'Event' | 'Events' | 'Customers' | 'Services' | 'Resource' | 'Company' | 'Shift';
export type WebhookAction = 'Created' | 'Updated' | 'Deleted';

export interface WebhookNews {
  kind: WebhookKind;
  action: WebhookAction;
  ids: string[];
}

/**
 * No sample of a payload could be read, so the sandbox does not have one shape but several: every place in which a
 * careful receiver looks for the id and the company is used by one of them. Facts: timify §1.10 [I].
 */
export function webhookBody(
  random: SeededRandom,
  companyId: string,
  news: WebhookNews,
): Record<string, unknown> {
  const id = news.kind === 'Events' ? news.ids : (news.ids[0] ?? '');
  const isEvent = news.kind === 'Event' || news.kind === 'Events';
  const name = `${news.kind} ${news.action}`;
  const shapes: [() => Record<string, unknown>, ...(() => Record<string, unknown>)[]] = [
    () => ({ event: name, companyId, data: { id } }),
    () => ({ event: name, companyId, id }),
    () => ({ type: name, company: { id: companyId }, data: { id } }),
    () => ({ type: name, data: { id, companyId } }),
    () => ({ event: name, 'company-id': companyId, data: { id } }),
    () => (isEvent ? { type: name, companyId, eventId: id } : { type: name, companyId, id }),
    () => (isEvent ? { type: name, companyId, appointmentId: id } : { type: name, data: { id }, companyId }),
    () =>
      isEvent && !Array.isArray(id)
        ? { type: name, companyId, event: { id } }
        : { event: name, companyId, data: { id } },
    () => ({ event: name, data: { id } }),
  ];
  return random.pick(shapes)();
}
