/** What TIMIFY keeps. Times are epoch milliseconds; days are `YYYY-MM-DD` in the zone of the company. */

export interface Company {
  id: string;
  externalId: string;
  name: string;
  contactEmail: string;
  phone: string;
  city: string;
  timezone: string;
  locale: string;
  region: string;
  slug: string;
}

export interface App {
  appId: string;
  appSecret: string;
  companyIds: string[];
  /** Raised when the secret is replaced or all tokens are to end. */
  generation: number;
}

export interface Resource {
  id: string;
  externalId: string;
  name: string;
  email: string;
  color: string;
  orderIndex: number;
  /** A zone of its own is possible in the Enterprise plan. */
  timezone: string | null;
  categoryName: string;
}

export interface Service {
  id: string;
  externalId: string;
  name: string;
  description: string;
  color: string;
  duration: number;
  durationBefore: number;
  durationAfter: number;
  /** Work, gap, work, … in minutes. One number where the service is in one piece. */
  pattern: number[];
  price: number;
  isGroup: boolean;
  maxParticipants: number;
  resourceIds: string[];
  orderIndex: number;
}

export interface Customer {
  id: string;
  externalId: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  createdAt: number;
  updatedAt: number;
}

export interface DaySpan {
  /** `HH:mm`; an end may be `24:00`. */
  begin: string;
  end: string;
}

export type DenialReason = 'VACATION' | 'SICK' | 'BLOCKER';

export interface Timeshift {
  id: string;
  resourceId: string;
  /** Inclusive days. */
  from: string;
  to: string;
  workingTimes: DaySpan[];
  bookingTimes: DaySpan[];
  denialReason: DenialReason | null;
  denialTimes: DaySpan[];
  importShiftAllowanceId: string | null;
  importShiftDenialId: string | null;
  updatedAt: number;
}

export interface Recurring {
  timezone: string;
  frequency: 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS';
  period: number;
  /** 1 = Monday … 7 = Sunday. */
  weekDays: number[];
  monthDays: number[];
  yearMonths: number[];
  repeatTimes: number | null;
  repeatLastDay: string | null;
  maxDay: string | null;
  isFixedByRecurringDay: boolean;
}

/** An occurrence of a connected series that was changed by itself: it keeps its day, but not its place. */
export interface ChangedOccurrence {
  start: number;
  pattern: number[];
}

/** On whose behalf a call changes something. `person`: somebody at work in TIMIFY's own web app. */
export type Actor = 'app' | 'person' | 'customer';

export type Scope = 'COMPANY' | 'APP' | 'CUSTOMER';

export interface CustomField {
  id: string;
  label: string;
  value: string;
}

export interface Appointment {
  id: string;
  externalId: string;
  title: string;
  notes: string;
  color: string;
  price: number;
  start: number;
  /** Minutes from the start to the end, gaps included. */
  duration: number;
  durationBefore: number;
  durationAfter: number;
  pattern: number[];
  resourceIds: string[];
  serviceId: string | null;
  customerIds: string[];
  /** Group bookings: who moves up when somebody leaves, the first to ask first. */
  waitingIds: string[];
  customfields: CustomField[];
  isCourse: boolean;
  isOnlineBooking: boolean;
  maxParticipants: number;
  participants: number;
  /** "booking" in all that were seen; that the field exists points to other kinds. Facts: timify §1.7 [I]. */
  type: string;
  recurring: Recurring | null;
  /** Occurrences of a connected series that were cancelled, by day. */
  excludedDays: string[];
  /** Those that lie elsewhere than the rule puts them, by their day in the series. */
  changedDays: Record<string, ChangedOccurrence>;
  chainId: string | null;
  /** The row of a bulk import that it came from. */
  importEventId: string | null;
  hasNotifyCustomers: boolean;
  hasNotifyResources: boolean;
  createdAt: number;
  createdByScope: Scope;
  updatedAt: number;
  updatedByScope: Scope;
  reservedUntil: number | null;
  scheduledForDeletionAt: number | null;
  /** Proof of whoever holds the slot. */
  secret: string;
}

/** Where TIMIFY posts what happened, as an admin enters it in the Developer Platform. */
export interface WebhookTarget {
  url: string;
  headerName: string | null;
  headerValue: string | null;
}

export interface CompanySnapshot {
  company: Company;
  resources: Resource[];
  services: Service[];
  customers: Customer[];
  timeshifts: Timeshift[];
  appointments: Appointment[];
  webhooks: WebhookTarget[];
  lastStamp: number;
}

export interface TimifyState {
  apps: App[];
  companies: CompanySnapshot[];
  tokenSecret: string;
}
