import { DateTime } from 'luxon';
import type { World } from '../world.ts';
import type { Appointment } from './model.ts';
import type { CompanyState } from './state.ts';

export type MailReason = 'confirmation' | 'reschedule' | 'cancellation';

export interface NotifyFlags {
  /** Undefined: not said, and then TIMIFY informs a stored customer. Facts: timify §3.4 [D H-CAN]. */
  customers: boolean | undefined;
  resources: boolean | undefined;
}

const SUBJECTS: Record<'de' | 'en', Record<MailReason, string>> = {
  de: {
    confirmation: 'Ihr Termin ist bestätigt',
    reschedule: 'Ihr Termin wurde verschoben',
    cancellation: 'Ihr Termin wurde abgesagt',
  },
  en: {
    confirmation: 'Your appointment is confirmed',
    reschedule: 'Your appointment was moved',
    cancellation: 'Your appointment was cancelled',
  },
};

/** What TIMIFY would send to customers, and to resources where asked. Recorded, never sent. */
export function recordMails(
  world: World,
  state: CompanyState,
  appointment: Appointment,
  reason: MailReason,
  flags: NotifyFlags,
): void {
  const language = state.company.locale.startsWith('de') ? 'de' : 'en';
  const when = DateTime.fromMillis(appointment.start, { zone: state.company.timezone, locale: language });
  const text = `${appointment.title}, ${when.toLocaleString(DateTime.DATETIME_FULL)}, ${state.company.name}`;
  const send = (to: string): void => {
    if (to === '') return;
    const subject = `${SUBJECTS[language][reason]}: ${appointment.title}`;
    world.mails.add({
      at: new Date(world.clock.now()).toISOString(),
      from: 'timify',
      to,
      subject,
      text,
      reason,
    });
  };
  if (flags.customers !== false) {
    for (const id of appointment.customerIds) send(state.customers.get(id)?.email ?? '');
  }
  if (flags.resources === true) {
    for (const id of appointment.resourceIds) send(state.resources.get(id)?.email ?? '');
  }
}
