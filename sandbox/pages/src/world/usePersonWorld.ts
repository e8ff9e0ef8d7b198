import { useMemo } from 'react';
import type { WorldConfig, WorldUser } from '../api/config.ts';
import { control, type WorldMail } from '../api/control.ts';
import { openOffice, type OfficeCalendar } from '../api/graph.ts';
import { openTimify, type Named, type Service, type TimifyCalendar } from '../api/timify.ts';
import { useClock, useLoaded } from './hooks.ts';
import { useMarker } from './useMarker.ts';

interface PersonWorld {
  office: OfficeCalendar;
  timify: TimifyCalendar;
  /** IANA name of the mailbox's zone. */
  zone: string;
  services: readonly Service[];
  customers: readonly Named[];
  mails: readonly WorldMail[];
  /** The world's time. */
  now: number;
  marker: string | undefined;
}

/** Both calendars of a person and what goes with them, read again whenever `version` grows. */
export function usePersonWorld(config: WorldConfig, person: WorldUser, version: number): PersonWorld {
  const { company } = config;
  const office = useMemo(() => openOffice(person), [person]);
  const timify = useMemo(() => openTimify(company, person.resourceId ?? ''), [company, person]);
  return {
    office,
    timify,
    zone: useLoaded(office.zone) ?? 'Europe/Berlin',
    services: useLoaded(timify.services) ?? [],
    customers: useLoaded(timify.customers) ?? [],
    mails: useLoaded(control.mails, version) ?? [],
    now: useClock(version),
    marker: useMarker(config.marker ?? undefined, version),
  };
}
