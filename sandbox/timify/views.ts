import type { Switches } from '../world.ts';
import type { Appointment, Company, Customer, Resource, Service, Timeshift } from './model.ts';
import type { Slice } from './slices.ts';
import { sliceId } from './slices.ts';
import type { CompanyState } from './state.ts';
import { MINUTE, dateZ, isoSeconds } from './time.ts';

/** How TIMIFY shows what it keeps. Facts: timify §1.5, §1.6, §1.7 [O]. Answers are camelCase. */
export type View = Record<string, unknown>;

export function companyView(company: Company): View {
  return {
    id: company.id,
    externalId: company.externalId,
    name: company.name,
    contactEmail: company.contactEmail,
    phone: { phone: company.phone },
    address: { city: company.city, formatted: company.city },
    onlineStatus: { isOnline: true },
    timezone: company.timezone,
    locale: company.locale,
    region: company.region,
    enterprise: null,
  };
}

function categoryView(resource: Resource): View {
  return {
    id: '65f0c0ffeeca000000000001',
    externalId: '',
    internalId: '1',
    orderIndex: 0,
    name: resource.categoryName,
    isDefault: true,
    isDependency: false,
  };
}

export function resourceView(resource: Resource): View {
  const { id, externalId, name, email, color, orderIndex, timezone } = resource;
  return {
    id,
    externalId,
    name,
    email,
    color,
    orderIndex,
    avatarUrl: null,
    timezone,
    category: categoryView(resource),
  };
}

/** The short form inside an appointment. */
function embeddedResource(resource: Resource): View {
  const { id, externalId, name, email } = resource;
  return { id, externalId, name, email, category: categoryView(resource) };
}

export function serviceView(service: Service): View {
  const { id, externalId, name, description, color, duration, price, orderIndex } = service;
  const view: View = {
    ...{ id, externalId, name, description, color, duration, price, orderIndex },
    durationBefore: service.durationBefore,
    durationAfter: service.durationAfter,
    durationsPattern: service.pattern,
    discount: 0,
    hasOnlinePayment: false,
    isPaymentMandatory: false,
    categoryId: null,
    resourceIds: service.resourceIds,
  };
  if (!service.isGroup) return view;
  return { ...view, maxParticipants: service.maxParticipants, extraPersonsPerParticipant: 0, isTitle: false };
}

export function customerView(customer: Customer, totalBookings: number): View {
  const { id, externalId, firstName, lastName, email, phone } = customer;
  return {
    ...{ id, externalId, firstName, lastName, email, phone },
    fullName: `${firstName} ${lastName}`.trim(),
    totalBookings,
    createdAt: isoSeconds(customer.createdAt),
    updatedAt: isoSeconds(customer.updatedAt),
    ts: Math.floor(customer.updatedAt / 1000),
  };
}

export function timeshiftView(shift: Timeshift): View {
  return { ...shift, externalId: '', updatedAt: isoSeconds(shift.updatedAt) };
}

function sliceView(appointment: Appointment, resourceId: string, slice: Slice, switches: Switches): View {
  const buffered = switches.timifyInterval === 'with-buffers';
  const duration = (slice.end - slice.begin) / MINUTE;
  return {
    id: sliceId(appointment, resourceId, slice),
    startDate: isoSeconds(slice.begin),
    interval: {
      begin: isoSeconds(buffered ? slice.blockedBegin : slice.begin),
      end: isoSeconds(buffered ? slice.blockedEnd : slice.end),
    },
    batchNumber: slice.batch,
    isFirstBatch: slice.isFirst,
    isLastBatch: slice.isLast,
    recurringDay: slice.recurringDay,
    duration,
    durationBefore: slice.before,
    durationAfter: slice.after,
    durationTotal: duration + slice.before + slice.after,
    resourceId,
  };
}

function chainViews(state: CompanyState, appointment: Appointment): View[] {
  if (appointment.chainId === null) return [];
  return chainOf(state, appointment.chainId)
    .filter((other) => other.id !== appointment.id)
    .map((other) => ({
      id: other.id,
      startDate: isoSeconds(other.start),
      duration: other.duration,
      title: other.title,
    }));
}

function chainOf(state: CompanyState, chainId: string): Appointment[] {
  return state.appointments
    .chain(chainId)
    .filter((other) => other.scheduledForDeletionAt === null)
    .sort((a, b) => a.start - b.start);
}

function isLastInChain(state: CompanyState, appointment: Appointment): boolean | null {
  if (appointment.chainId === null) return null;
  return chainOf(state, appointment.chainId).at(-1)?.id === appointment.id;
}

function stampsView(appointment: Appointment): View {
  const { createdAt, createdByScope, updatedAt, updatedByScope } = appointment;
  return {
    createdAt: isoSeconds(createdAt),
    createdBy: null,
    createdByUserId: null,
    createdByScope,
    updatedAt: isoSeconds(updatedAt),
    updatedBy: null,
    updatedByUserId: null,
    updatedByScope,
    timestamp: String(updatedAt),
  };
}

/** What people booked, and who. */
function bookingView(state: CompanyState, appointment: Appointment): View {
  const customers = appointment.customerIds
    .map((id) => state.customers.get(id))
    .filter((customer) => customer !== undefined)
    .map((customer) => ({
      ...{
        id: customer.id,
        externalId: customer.externalId,
        firstName: customer.firstName,
        lastName: customer.lastName,
      },
      ...{
        fullName: `${customer.firstName} ${customer.lastName}`.trim(),
        email: customer.email,
        phone: customer.phone,
      },
    }));
  const service = appointment.serviceId === null ? undefined : state.services.get(appointment.serviceId);
  return {
    customers,
    singleCustomers: appointment.isCourse ? [] : customers,
    customfields: appointment.customfields,
    resources: appointment.resourceIds
      .map((id) => state.resources.get(id))
      .filter((resource) => resource !== undefined)
      .map(embeddedResource),
    serviceId: appointment.serviceId,
    service: service ? serviceView(service) : null,
    isOnlineBooking: appointment.isOnlineBooking,
    isBookable: true,
    isCourse: appointment.isCourse,
    isPaidOnlineWithStripe: false,
    isPaidOnlineWithPaypal: false,
    maxParticipants: appointment.maxParticipants,
    participants: appointment.isCourse
      ? customers.length || appointment.participants
      : appointment.participants,
  };
}

export function appointmentView(state: CompanyState, id: string, switches: Switches): View | undefined {
  const placed = state.appointments.get(id);
  if (!placed) return undefined;
  const { appointment, slices } = placed;
  const { reservedUntil, scheduledForDeletionAt } = appointment;
  return {
    id: appointment.id,
    externalId: appointment.externalId,
    type: appointment.type,
    ...{
      title: appointment.title,
      notes: appointment.notes,
      color: appointment.color,
      price: appointment.price,
    },
    date: dateZ(appointment.start),
    startDate: isoSeconds(appointment.start),
    ...{ duration: appointment.duration, durationBefore: appointment.durationBefore },
    durationAfter: appointment.durationAfter,
    durationsPattern: appointment.pattern,
    ...stampsView(appointment),
    rescheduleUntil: null,
    reschedulingSecret: appointment.secret,
    companyName: state.company.name,
    enterpriseId: null,
    hasNotifyCustomers: appointment.hasNotifyCustomers,
    hasNotifyResources: appointment.hasNotifyResources,
    ...bookingView(state, appointment),
    recurring: appointment.recurring,
    chainId: appointment.chainId,
    chainedEvents: chainViews(state, appointment),
    isLastInTheChain: isLastInChain(state, appointment),
    bookings: appointment.resourceIds.flatMap((resourceId) =>
      slices.map((slice) => sliceView(appointment, resourceId, slice, switches)),
    ),
    tagIds: [],
    tags: [],
    combination: null,
    metadata: {},
    reservedUntil: reservedUntil === null ? null : isoSeconds(reservedUntil),
    scheduledForDeletionAt: scheduledForDeletionAt === null ? null : isoSeconds(scheduledForDeletionAt),
  };
}
