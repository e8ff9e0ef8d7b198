import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../support/call.ts';
import type { Person } from '../../support/person.ts';
import type { MailRow } from '../../support/rows.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const DAY = 24 * 3_600;

const invite = async (person: Person, body: Record<string, unknown> = {}): Promise<string> => {
  const answer = await must<{ items: { url: string }[] }>('POST', `${town.server}/api/company/invitations`, {
    token: await town.token(town.admin),
    body: { resourceIds: [person.resourceId], send: true, ...body },
  });
  return new URL(answer.items[0]?.url ?? '').searchParams.get('invitation') ?? '';
};

const mailsTo = async (person: Person): Promise<MailRow[]> =>
  (await town.mails()).filter(({ from, to }) => from === 'ours' && to === person.email);

const tokenIn = ({ text }: MailRow): string => /invitation=([\w-]+)/.exec(text)?.[1] ?? '';

const opens = async (person: Person, token: string): Promise<unknown> =>
  (await person.api<{ match: string }>('GET', `/api/invitations/${token}`)).body.match;

describe('an invitation that is open three days after its mail', { timeout: 120_000 }, () => {
  it('is reminded of once, in its language, also after a restart; both links lead to it', async () => {
    const [lena, jonas] = [await town.person(), await town.person()];
    const token = await invite(lena, { language: 'en' });
    await invite(jonas, { language: 'de' });
    await town.advance(3 * DAY - 3_600);
    expect(await mailsTo(lena)).toHaveLength(1);

    await town.advance(2 * 3_600);
    const [first, reminder, ...more] = await mailsTo(lena);
    expect(more).toEqual([]);
    expect(first?.subject).not.toMatch(/Reminder/);
    expect(reminder?.subject).toMatch(/^Reminder/);
    expect((await mailsTo(jonas)).map(({ subject }) => subject)[1]).toMatch(/^Erinnerung/);
    const invitedBy = /[A-Z]\w+ [A-Z]\w+/;
    expect(reminder?.text).toMatch(invitedBy);
    if (!reminder) throw new Error('no reminder');
    expect(tokenIn(reminder)).not.toBe(token);
    expect(await opens(lena, token)).toBe('equal');
    expect(await opens(lena, tokenIn(reminder))).toBe('equal');

    await town.restart();
    await town.advance(4 * DAY);
    expect(await mailsTo(lena)).toHaveLength(2);
    expect(await mailsTo(jonas)).toHaveLength(2);
  });

  it('is not where it was answered, taken back, sent again by hand, or never mailed', async () => {
    const people = [
      await town.person(),
      await town.person(),
      await town.person(),
      await town.person(),
      await town.person(),
    ] as const;
    const [answered, withdrawn, again, linkOnly, linkLater] = people;
    const token = await invite(answered);
    await answered.api('POST', '/api/connections', {
      invitation: token,
      calendars: [answered.calendarId],
      settings: { direction: 'both' },
    });
    await invite(withdrawn);
    await must('DELETE', `${town.server}/api/company/invitations/${withdrawn.resourceId}`, {
      token: await town.token(town.admin),
    });
    await invite(again);
    await invite(again);
    await invite(linkOnly, { send: false });
    await invite(linkLater);
    await invite(linkLater, { send: false });
    await town.settled();
    const before = await Promise.all(people.map(async (one) => (await mailsTo(one)).length));
    await town.advance(4 * DAY);
    const after = await Promise.all(people.map(async (one) => (await mailsTo(one)).length));
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([0, 0, 0, 0, 1]);
  });
});
