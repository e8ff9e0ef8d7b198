import { afterEach, beforeEach, expect, it } from 'vitest';
import { mailboxOn } from './testing/events.ts';
import { createStub, graphError } from './testing/stub.ts';
import type { Stub } from './testing/stub.ts';

let stub: Stub;
beforeEach(async () => {
  stub = await createStub();
});
afterEach(() => stub.close());

const calendar = (id: string, more: object = {}): object => ({
  id,
  name: `Name ${id}`,
  color: 'auto',
  hexColor: '',
  isDefaultCalendar: false,
  changeKey: 'ck',
  canEdit: true,
  owner: { name: 'Megan Bowen', address: 'MeganB@contoso.com' },
  ...more,
});

it('lists all calendars over all pages, and tells which are the owner’s', async () => {
  stub.on('GET', '/calendars', {
    body: {
      value: [
        calendar('other', { hexColor: '#0078D4' }),
        calendar('cal', { isDefaultCalendar: true, name: 'Kalender' }),
      ],
      '@odata.nextLink': `${stub.origin}/v1.0/next`,
    },
  });
  stub.on('GET', '/next', {
    body: {
      value: [
        calendar('shared', { owner: { name: 'Alex', address: 'alex@contoso.com' }, canEdit: false }),
        calendar('birthdays', { owner: null, canEdit: false }),
        calendar('mine', { owner: { name: 'Megan', address: 'meganb@CONTOSO.com' }, hexColor: 'lightBlue' }),
        { name: 'no id' },
      ],
    },
  });
  const list = await mailboxOn(stub).side.calendars();
  expect(
    list.map(({ id, isDefault, isOwn, canEdit, color }) => [id, isDefault, isOwn, canEdit, color]),
  ).toEqual([
    ['other', false, true, true, '#0078d4'],
    ['cal', true, true, true, null],
    ['shared', false, false, false, null],
    ['birthdays', false, true, false, null],
    ['mine', false, true, true, null],
  ]);
  expect(list[2]?.owner).toEqual({ name: 'Alex', address: 'alex@contoso.com' });
  expect(stub.asked[0]?.query.get('$top')).toBe('100');
});

it.each([
  [404, 'MailboxNotEnabledForRESTAPI'],
  [404, 'ResourceNotFound'],
  [400, 'ErrorInvalidUser'],
])('a mailbox that Graph does not serve (%i %s) is unsupported', async (status, code) => {
  stub.on('GET', '/calendars', graphError(status, code));
  await expect(mailboxOn(stub).side.calendars()).rejects.toMatchObject({ kind: 'mailbox-unsupported' });
});
