import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import { eventually } from '../../support/call.ts';
import type { Person } from '../../support/person.ts';
import { Town } from '../../support/town.ts';

/** "A second e-mail says it worked, or why not" (facts/timify.md, section 2). */
let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const mailsTo = async (person: Person): Promise<{ subject: string; text: string }[]> =>
  (await town.mails()).filter(({ from, to }) => from === 'ours' && to === person.email);

const FAILED = /konnte nicht verbunden werden|could not be connected/;
const CONNECTED = /ist mit TIMIFY verbunden|is connected with TIMIFY/;

const HOUR = 3_600;

describe('a first import that can not go on', { timeout: 120_000 }, () => {
  it.each([
    ['mailbox-unsupported', { status: 404, code: 'MailboxNotEnabledForRESTAPI' }, /Exchange-Online-Lizenz/],
    ['permission-missing', { status: 403, code: 'ErrorAccessDenied' }, /dürfen Sie nicht lesen/],
    ['calendar-gone', { status: 404, code: 'ErrorItemNotFound' }, /wählen Sie Ihre Kalender neu/],
  ])('tells its owner once why: %s; and that it is connected, when it is', async (state, answer, reason) => {
    const lena = await town.person();
    await lena.event('Waits', tomorrow(9), tomorrow(10));
    const match = `/users/${lena.oid}/calendars/[^/]+/calendarView`;
    const { id } = await town.fault({ service: 'graph', match, ...answer });
    const before = (await mailsTo(lena)).length;
    await lena.beginConnecting();
    await eventually(state, async () => (await lena.connection()).state === state);
    await town.settled();
    // It is tried again each hour, and each time the import begins anew.
    await town.advance(HOUR);
    await town.advance(HOUR);
    expect((await lena.connection()).state).toBe(state);
    const told = (await mailsTo(lena)).slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]?.subject).toMatch(FAILED);
    expect(told[0]?.text).toMatch(reason);
    expect(told[0]?.text).not.toContain('Waits');

    await town.control('DELETE', `/faults/${id}`);
    await lena.action('sync');
    await eventually('import done', async () => (await lena.connection()).state === 'in-step');
    await town.settled();
    const [, ...rest] = (await mailsTo(lena)).slice(before);
    expect(rest.map(({ subject }) => subject)).toEqual([expect.stringMatching(CONNECTED)]);
    expect(await lena.blockers()).toMatchObject([{ title: 'Waits' }]);
  });

  it('that needs a sign-in says so once, and not again by the other mail', async () => {
    const lena = await town.person();
    const match = `/users/${lena.oid}/calendars/[^/]+/calendarView`;
    const { id } = await town.fault({ service: 'graph', match, status: 503 });
    const before = (await mailsTo(lena)).length;
    await lena.beginConnecting();
    await town.control('POST', '/tokens', { user: lena.oid, revoke: true });
    await town.control('DELETE', `/faults/${id}`);
    await town.advance(HOUR);
    await eventually('sign-in', async () => (await lena.connection()).state === 'needs-sign-in');
    await town.advance(HOUR);
    const told = (await mailsTo(lena)).slice(before);
    expect(told.map(({ subject }) => subject)).toEqual([expect.stringMatching(FAILED)]);
    expect(told[0]?.text).toMatch(/melden Sie sich erneut an|sign in again/);
  });

  it('after which trouble is said by its state alone: a connection that lived is no failed one', async () => {
    const lena = await town.connected();
    const before = (await mailsTo(lena)).length;
    const match = `/users/${lena.oid}/`;
    const { id } = await town.fault({ service: 'graph', match, status: 403, code: 'ErrorAccessDenied' });
    await lena.action('sync');
    await eventually('refused', async () => (await lena.connection()).state === 'permission-missing');
    await town.control('DELETE', `/faults/${id}`);
    expect((await mailsTo(lena)).slice(before)).toEqual([]);
  });

  // Last of all: the sandbox gives the number of a removed resource to the next one that is made.
  it('whose resource goes meanwhile says that', async () => {
    const lena = await town.person();
    const match = `/users/${lena.oid}/calendars/[^/]+/calendarView`;
    const { id } = await town.fault({ service: 'graph', match, status: 503, retryAfter: 10 * HOUR });
    const before = (await mailsTo(lena)).length;
    await lena.beginConnecting();
    await town.settled();
    await lena.timify('DELETE', `/resources/${lena.resourceId}`);
    await eventually('gone', async () => (await lena.connection()).state === 'resource-gone');
    await town.settled();
    await town.control('DELETE', `/faults/${id}`);
    const told = (await mailsTo(lena)).slice(before);
    expect(told.map(({ subject }) => subject)).toEqual([expect.stringMatching(FAILED)]);
    expect(told[0]?.text).toMatch(/in TIMIFY gelöscht/);
  });
});
