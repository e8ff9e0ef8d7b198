import { describe, expect, it } from 'vitest';
import { calendars } from '../../../test/fixtures/account.ts';
import { changeDraft, connectBody, firstDraft, orderedCalendars, settingsOf, targets } from './draft.ts';

describe('the first proposal', () => {
  it('is the own main calendar, both ways, everything else as the company says', () => {
    const draft = firstDraft(calendars);
    expect(draft).toMatchObject({ calendars: ['cal-1'], writeCalendar: 'cal-1' });
    expect(settingsOf(draft)).toEqual({});
  });

  it('is one-way where nothing can be written', () => {
    const readOnly = calendars.map((calendar) => ({ ...calendar, canEdit: false }));
    expect(firstDraft(readOnly)).toMatchObject({ writeCalendar: undefined, direction: 'office-to-timify' });
  });
});

describe('choosing', () => {
  it('adds and takes away calendars', () => {
    const two = changeDraft(firstDraft(calendars), { type: 'toggle', id: 'cal-2', on: true });
    expect(two.calendars).toEqual(['cal-1', 'cal-2']);
    expect(changeDraft(two, { type: 'toggle', id: 'cal-1', on: false }).calendars).toEqual(['cal-2']);
  });

  it('sends what was touched and nothing else', () => {
    const draft = changeDraft(firstDraft(calendars), { type: 'anonymous', to: 'timify', on: true });
    expect(connectBody(draft, 'inv')).toEqual({
      invitation: 'inv',
      calendars: ['cal-1'],
      writeCalendar: 'cal-1',
      settings: { anonymous: { toTimify: true } },
    });
  });

  it('names no target where nothing is written to Outlook', () => {
    const draft = changeDraft(firstDraft(calendars), { type: 'direction', direction: 'office-to-timify' });
    expect(connectBody(draft, 'inv')).not.toHaveProperty('writeCalendar');
  });
});

it('offers only own writable calendars as a target', () => {
  expect(targets(calendars).map(({ id }) => id)).toEqual(['cal-1']);
});

it('starts long lists short, without hiding what is chosen', () => {
  const many = Array.from({ length: 14 }, (_, index) => ({
    ...calendars[1],
    id: `c${index}`,
  })) as typeof calendars;
  const { shown, more } = orderedCalendars([...many, ...calendars], ['c13']);
  expect(shown[0]?.id).toBe('cal-1');
  expect(shown.map(({ id }) => id)).toContain('c13');
  expect(shown.length + more.length).toBe(17);
});
