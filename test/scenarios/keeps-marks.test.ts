/** A TIMIFY that keeps none of our marks on appointments: health says so, and it is no fault. */
import { describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { call } from '../support/call.ts';
import { Town } from '../support/town.ts';

const healthOf = async (town: Town) => {
  const token = await town.token(town.admin);
  return (await call<Record<string, unknown>>('GET', `${town.server}/api/company/health`, { token })).body;
};

describe('the health of a company', { timeout: 90_000 }, () => {
  it.each([
    ['external-id', 'kept', true],
    ['none', 'dropped', false],
  ] as const)('tells whether TIMIFY keeps our marks (%s)', async (marker, timifyExternalId, keepsMarks) => {
    const town = await Town.start({ switches: { timifyExternalId }, env: { TIMIFY_MARKER: marker } });
    try {
      const lena = await town.connected();
      await lena.event('Dentist', tomorrow(9), tomorrow(10));
      await town.settled();
      expect(await lena.blockers()).toHaveLength(1);
      expect(await healthOf(town)).toMatchObject({ company: 'ok', keepsMarks, needHelp: 0 });
    } finally {
      await town.stop();
    }
  });
});
