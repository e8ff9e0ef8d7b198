import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { JONAS, LENA, MIA } from './cast.ts';
import { OPPOSITE_SWITCHES } from './switches.ts';
import { testSandbox } from './testing.ts';
import type { TestSandbox } from './testing.ts';
import { COMPANY_LINDNER, RESOURCE_IDS } from './timify/cast.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => sandbox.cleanUp());

const DAY = 24 * 3_600_000;
/** Monday to Sunday. */
const DAYS = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 10, 23 + day, 9)));
const PEOPLE = [
  [LENA, RESOURCE_IDS.lena],
  [JONAS, RESOURCE_IDS.jonas],
  [MIA, RESOURCE_IDS.mia],
] as const;

describe('a world that is looked at for the first time', () => {
  it.each(DAYS.map((day) => [day.toUTCString().slice(0, 3), day] as const))(
    'has something today and in the coming week (%s), whatever TIMIFY refuses',
    (_name, day) => {
      vi.useFakeTimers({ toFake: ['Date'], now: day });
      sandbox.reset({ empty: false, switches: OPPOSITE_SWITCHES });
      const today = day.toISOString().slice(0, 10);
      const tomorrow = new Date(day.getTime() + DAY).toISOString().slice(0, 10);
      const state = sandbox.timify.company(COMPANY_LINDNER.id);
      for (const [person, resource] of PEOPLE) {
        expect(sandbox.graph.expanded(person.email, today, tomorrow).length).toBeGreaterThan(0);
        const booked = state?.appointments
          .meeting(day.getTime(), day.getTime() + 8 * DAY)
          .filter(({ appointment }) => appointment.resourceIds.includes(resource));
        expect(booked?.length).toBeGreaterThan(0);
      }
    },
  );
});
