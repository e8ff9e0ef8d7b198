import { describe, expect, it } from 'vitest';
import { calendars, settings } from '../../../test/fixtures.ts';
import {
  changeDraft,
  choicesOf,
  exampleSettings,
  connectBody,
  firstDraft,
  orderedCalendars,
  settingsOf,
  targets,
} from './draft.ts';

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
    const draft = changeDraft(firstDraft(calendars), { type: 'switch', what: 'toTimifyAnonymous', on: true });
    expect(connectBody(draft, 'inv', null)).toEqual({
      invitation: 'inv',
      calendars: ['cal-1'],
      writeCalendar: 'cal-1',
      settings: { anonymous: { toTimify: true } },
    });
  });

  it('names no target where nothing is written to Outlook', () => {
    const draft = changeDraft(firstDraft(calendars), { type: 'direction', direction: 'office-to-timify' });
    expect(connectBody(draft, 'inv', null)).not.toHaveProperty('writeCalendar');
  });
});

describe('what the company says', () => {
  const company = { ...settings, direction: 'timify-to-office', locked: ['anonymous.toOffice'] } as const;
  const draft = firstDraft(calendars);

  it('holds until the person says otherwise, and can be gone back to', () => {
    expect(choicesOf(draft, { ...company, locked: [] }).direction).toEqual({
      value: 'timify-to-office',
      source: 'company',
      locked: false,
    });
    const own = changeDraft(draft, { type: 'direction', direction: 'both' });
    expect(choicesOf(own, { ...company, locked: [] }).direction.source).toBe('connection');
    const back = changeDraft(own, { type: 'reset', what: 'direction' });
    expect(settingsOf(back)).toEqual({});
  });

  it('holds against the person where it is locked', () => {
    const own = changeDraft(draft, { type: 'switch', what: 'toOfficeAnonymous', on: true });
    expect(choicesOf(own, { ...company, locked: ['anonymous.toOffice'] }).toOfficeAnonymous).toMatchObject({
      value: false,
      locked: true,
    });
  });

  it('never keeps anybody from being more anonymous towards TIMIFY', () => {
    const open = {
      ...company,
      anonymous: { toTimify: false, toOffice: false },
      locked: ['anonymous.toTimify'],
    };
    const own = changeDraft(draft, { type: 'switch', what: 'toTimifyAnonymous', on: true });
    expect(choicesOf(own, open).toTimifyAnonymous).toMatchObject({ value: true, locked: false });
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

it('shows an example by the company’s words and template, and by the usual ones where none are told', () => {
  const company = {
    ...settings,
    anonymous: { toTimify: false, toOffice: false },
    blockerWords: { en: 'Away', de: 'Außer Haus' },
  };
  const draft = { ...firstDraft(calendars), title: false };
  expect(exampleSettings(choicesOf(draft, company), company)).toMatchObject({
    blockerWords: { en: 'Away' },
    template: company.template,
    title: false,
  });
  expect(exampleSettings(choicesOf(draft, null), null)).toMatchObject({
    blockerWords: { en: 'Blocked' },
    direction: 'both',
    title: false,
    notes: true,
  });
});
