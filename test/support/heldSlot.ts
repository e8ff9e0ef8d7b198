import { expect } from 'vitest';
import type { Person } from './person.ts';

/** A slot that a customer's browser holds while the booking is filled in (TIMIFY: booker-services/reservations). */
export const holdSlot = async (
  person: Person,
  day: string,
  time: string,
): Promise<{ id: string; secret: string }> => {
  const services = await person.timify<{ data: { id: string; maxParticipants?: number }[] }>(
    'GET',
    '/services',
  );
  const service = services.data.find((one) => one.maxParticipants === undefined);
  const held = await person.timifyCall<{ data: { id: string; secret: string } }>(
    'POST',
    '/booker-services/reservations',
    {
      company_id: person.town.world.company.id,
      service_id: service?.id,
      resource_ids: [person.resourceId],
      date: day.slice(0, 10),
      time,
    },
  );
  expect(held.status).toBe(200);
  return held.body.data;
};
