import type { Call, Handler } from './calls.ts';
import { paged, single } from './calls.ts';
import { refuse } from './errors.ts';
import { customerInput, read, resourceInput, serviceInput } from './input.ts';
import type { Customer, Resource, Service } from './model.ts';
import { patternMinutes } from './slices.ts';
import { nextStamp } from './state.ts';
import type { WebhookAction, WebhookKind } from './webhookShapes.ts';
import { customerView, resourceView, serviceView } from './views.ts';

/** Resources, services and customers: the same five calls for each. Facts: timify §1.6 [T], §4 rows 5 to 8. */
interface Shelf<T extends { id: string; externalId: string }> {
  kind: WebhookKind & ('Resource' | 'Services' | 'Customers');
  name: string;
  of(call: Call): Map<string, T>;
  view(call: Call, item: T): unknown;
  /** Throws a refusal for a body that will not do. `before` is undefined for a new one. */
  build(call: Call, before: T | undefined): T;
  /** What else goes when the item goes. */
  forget?(call: Call, item: T): void;
  /** What else changes when the item changes. */
  follow?(call: Call, before: T, after: T): void;
}

function tell(
  call: Call,
  shelf: { kind: WebhookKind; name: string },
  action: WebhookAction,
  id: string,
): void {
  const { parts, state, actor } = call;
  parts.webhooks.send(state, { kind: shelf.kind, action, ids: [id] }, actor);
  const at = new Date(parts.world.clock.now()).toISOString();
  parts.world.events.emit({ at, side: 'timify', text: `${shelf.name} ${action.toLowerCase()}` });
  parts.world.changed();
}

/** `?external=true` (or 1) says that the id in the path is the external one. Facts: timify §1.6 [T]. */
function find<T extends { id: string; externalId: string }>(call: Call, shelf: Shelf<T>): T {
  const id = call.params['id'] ?? '';
  const external = ['true', '1'].includes(call.query['external'] ?? '');
  const items = shelf.of(call);
  const found = external ? [...items.values()].find((item) => item.externalId === id) : items.get(id);
  if (!found) throw refuse.notFound(shelf.name);
  return found;
}

export interface ShelfCalls {
  list: Handler;
  get: Handler;
  create: Handler;
  change: Handler;
  remove: Handler;
}

function callsFor<T extends { id: string; externalId: string }>(shelf: Shelf<T>): ShelfCalls {
  const put = (call: Call, item: T, action: WebhookAction): ReturnType<Handler> => {
    shelf.of(call).set(item.id, item);
    tell(call, shelf, action, item.id);
    return single(shelf.view(call, item));
  };
  return {
    list: (call) => {
      const external = call.query['external'];
      const rows = [...shelf.of(call).values()].filter(
        (item) => external === undefined || item.externalId === external,
      );
      return paged(rows, call.query, (item) => shelf.view(call, item));
    },
    get: (call) => single(shelf.view(call, find(call, shelf))),
    create: (call) => put(call, shelf.build(call, undefined), 'Created'),
    change: (call) => {
      const before = find(call, shelf);
      const after = shelf.build(call, before);
      shelf.follow?.(call, before, after);
      return put(call, after, 'Updated');
    },
    remove: (call) => {
      const item = find(call, shelf);
      shelf.of(call).delete(item.id);
      shelf.forget?.(call, item);
      tell(call, shelf, 'Deleted', item.id);
      return { body: { status: 1 } };
    },
  };
}

function buildResource(call: Call, before: Resource | undefined): Resource {
  const input = read(resourceInput, call.body, 'body');
  const name = input.name ?? before?.name;
  if (name === undefined) throw refuse.badRequest('name is required', 'body', 'name', 'required');
  return {
    id: before?.id ?? call.parts.random.hex(24),
    externalId: input.external_id ?? before?.externalId ?? '',
    name,
    email: input.email ?? before?.email ?? '',
    color: input.color ?? before?.color ?? '#5d9ceb',
    orderIndex: before?.orderIndex ?? call.state.resources.size,
    timezone: input.timezone === undefined ? (before?.timezone ?? null) : input.timezone,
    categoryName: before?.categoryName ?? 'Team',
  };
}

function buildService(call: Call, before: Service | undefined): Service {
  const input = read(serviceInput, call.body, 'body');
  const name = input.name ?? before?.name;
  if (name === undefined) throw refuse.badRequest('name is required', 'body', 'name', 'required');
  const pattern =
    input.duration_pattern ?? (input.duration === undefined ? (before?.pattern ?? [30]) : [input.duration]);
  return {
    id: before?.id ?? call.parts.random.hex(24),
    externalId: input.external_id ?? before?.externalId ?? '',
    name,
    description: input.description ?? before?.description ?? '',
    color: input.color ?? before?.color ?? '#ebb65d',
    pattern,
    duration: patternMinutes(pattern),
    durationBefore: input.duration_before ?? before?.durationBefore ?? 0,
    durationAfter: input.duration_after ?? before?.durationAfter ?? 0,
    price: input.price ?? before?.price ?? 0,
    isGroup: input.is_group ?? before?.isGroup ?? false,
    maxParticipants: input.max_participants ?? before?.maxParticipants ?? 1,
    resourceIds: input.resource_ids ?? before?.resourceIds ?? [...call.state.resources.keys()],
    orderIndex: before?.orderIndex ?? call.state.services.size,
  };
}

function buildCustomer(call: Call, before: Customer | undefined): Customer {
  const input = read(customerInput, call.body, 'body');
  const now = call.parts.world.clock.now();
  return {
    id: before?.id ?? call.parts.random.hex(24),
    externalId: input.external_id ?? before?.externalId ?? '',
    firstName: input.first_name ?? before?.firstName ?? '',
    lastName: input.last_name ?? before?.lastName ?? '',
    email: input.email ?? before?.email ?? '',
    phone: input.phone ?? before?.phone ?? '',
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

/** An erased customer leaves no trace in bookings either. Which webhook follows is not known: that of the customer. */
function eraseFromBookings(call: Call, customer: Customer): void {
  const { state, parts } = call;
  for (const { appointment } of state.appointments.all()) {
    if (![...appointment.customerIds, ...appointment.waitingIds].includes(customer.id)) continue;
    const customerIds = appointment.customerIds.filter((id) => id !== customer.id);
    const waitingIds = appointment.waitingIds.filter((id) => id !== customer.id);
    const updatedAt = nextStamp(state, parts.world.clock.now());
    state.appointments.put({ ...appointment, customerIds, waitingIds, updatedAt });
  }
}

/** Whether a booking that is titled like its service is renamed with it is not known: by switch. No webhook of its own. */
function renameBookings(call: Call, before: Service, after: Service): void {
  const { state, parts } = call;
  if (before.name === after.name || parts.world.switches.timifyServiceRename === 'titles-kept') return;
  for (const { appointment } of state.appointments.all()) {
    if (appointment.serviceId !== before.id || appointment.title !== before.name) continue;
    const updatedAt = nextStamp(state, parts.world.clock.now());
    state.appointments.put({ ...appointment, title: after.name, updatedAt });
  }
}

/** What becomes of the bookings of a removed resource is not known: by switch they stay, or leave it and end with the last. */
function freeBookings(call: Call, resource: Resource): void {
  const { state, parts } = call;
  if (parts.world.switches.timifyResourceRemoval === 'bookings-stay') return;
  for (const { appointment } of state.appointments.all()) {
    if (!appointment.resourceIds.includes(resource.id)) continue;
    const resourceIds = appointment.resourceIds.filter((id) => id !== resource.id);
    const updatedAt = nextStamp(state, parts.world.clock.now());
    if (resourceIds.length === 0) state.appointments.remove(appointment.id);
    else state.appointments.put({ ...appointment, resourceIds, updatedAt });
  }
}

function bookingsOf(call: Call, customer: Customer): number {
  return call.state.appointments
    .all()
    .filter(({ appointment }) => appointment.customerIds.includes(customer.id)).length;
}

export const resources = callsFor<Resource>({
  kind: 'Resource',
  name: 'Resource',
  of: (call) => call.state.resources,
  view: (_call, resource) => resourceView(resource),
  build: buildResource,
  forget: freeBookings,
});

export const services = callsFor<Service>({
  kind: 'Services',
  name: 'Service',
  of: (call) => call.state.services,
  view: (_call, service) => serviceView(service),
  build: buildService,
  follow: renameBookings,
});

export const customers = callsFor<Customer>({
  kind: 'Customers',
  name: 'Customer',
  of: (call) => call.state.customers,
  view: (call, customer) => customerView(customer, bookingsOf(call, customer)),
  build: buildCustomer,
  forget: eraseFromBookings,
});
