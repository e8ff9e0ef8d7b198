import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { must } from '../support/call.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** Two resources of one mailbox, in one calendar: what is booked of the second is an event for the first. */
const withRoom = async (settings: Record<string, unknown> = {}): Promise<{ lena: Person; room: Person }> => {
  const lena = await town.connected(settings);
  const room = await town.person();
  await lena.api('POST', '/api/connections', {
    invitation: await room.invitation(),
    ...{ calendars: [lena.calendarId], writeCalendar: lena.calendarId },
    settings: { direction: 'both', windowFutureMonths: 3, ...settings },
  });
  const token = await town.token(town.admin);
  await must('POST', `${town.server}/api/company/invitations/${room.resourceId}/approve`, { token });
  await town.settled();
  return { lena, room };
};

describe('the copy that another resource of the same mailbox made', { timeout: 120_000 }, () => {
  it('S-118 stays where its booking is, whoever moves the blocker that stands for it', async () => {
    const { lena, room } = await withRoom();
    await room.booking(tomorrow(9), 60);
    await town.settled();
    const [before] = await room.appointments();
    const [blocker] = await lena.blockers();
    expect(blocker?.start).toBe(tomorrow(9));
    await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(tomorrow(14)) });
    await town.settled();
    expect((await lena.events()).map((event) => times(event).start)).toEqual([tomorrow(9)]);
    expect(await room.appointments()).toEqual([before]);
    const [asked] = await lena.conflicts();
    expect(asked).toMatchObject({ kind: 'not-writable' });
    expect(asked?.actions).not.toContain('use-timify');
    expect((await lena.resolve(asked ?? { id: '' }, { action: 'put-back' })).body).toMatchObject({
      ok: true,
    });
    await town.settled();
    expect((await lena.blockers()).map(({ start }) => start)).toEqual([tomorrow(9)]);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-118 nor does it go with that blocker, and its booking stays', async () => {
    const follow = { onMirrorDeleted: { office: 'follow', timify: 'follow' } };
    const { lena, room } = await withRoom({ ...follow, onBookingDeleted: 'cancel-silently' });
    const booking = await room.booking(tomorrow(9), 60);
    await town.settled();
    const [blocker] = await lena.blockers();
    await lena.cancel({ id: blocker?.id ?? '' });
    await town.settled();
    expect((await lena.events()).map((event) => times(event).start)).toEqual([tomorrow(9)]);
    expect((await room.appointments()).map(({ id }) => id)).toEqual([booking.id]);
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['not-writable']);
  });
});
