import { expect, it } from 'vitest';
import { settings } from '../../../test/fixtures.ts';
import { exampleOf, inOneLine, type Sample } from './settingsExample.ts';

const sample: Sample = {
  event: { title: 'Dentist', notes: 'X-ray' },
  booking: {
    service: 'Eye test',
    customer: 'Clara Vogel',
    resource: 'Lena',
    notes: 'Brings glasses',
    fields: 'Room: 2',
  },
};
const open = { ...settings, anonymous: { toTimify: false, toOffice: false } };

it('shows names and notes as far as they travel', () => {
  expect(exampleOf(open, sample, 'en')).toMatchObject({
    timify: { title: 'Dentist', notes: 'X-ray' },
    office: { title: 'Eye test · Clara Vogel', notes: 'Brings glasses' },
  });
  expect(exampleOf({ ...open, title: false, notes: false }, sample, 'en').timify).toMatchObject({
    title: 'Blocked',
    notes: '',
  });
});

it('shows nothing but the word where it is anonymous', () => {
  const hidden = { ...settings, anonymous: { toTimify: true, toOffice: true } };
  expect(exampleOf(hidden, sample, 'de')).toEqual({
    timify: { title: 'Kalenderblocker', notes: '', anonymous: true, word: 'Kalenderblocker' },
    office: { title: 'Beschäftigt', notes: '', anonymous: true, word: 'Beschäftigt' },
  });
});

it('shows only the sides that are written to', () => {
  expect(exampleOf({ ...open, direction: 'office-to-timify' }, sample, 'en').office).toBeUndefined();
});

it('leaves no separator behind what is empty', () => {
  const noCustomer = { ...sample, booking: { ...sample.booking, customer: '' } };
  expect(exampleOf(open, noCustomer, 'en').office?.title).toBe('Eye test');
});

it('keeps notes where only titles are off, as the server does', () => {
  expect(exampleOf({ ...open, title: false }, sample, 'en').timify).toMatchObject({
    title: 'Blocked',
    notes: 'X-ray',
    word: 'Blocked',
  });
});

it('says the word where a template comes out empty', () => {
  const template = { subject: '{customer}', body: '' };
  const noCustomer = { ...sample, booking: { ...sample.booking, customer: '' } };
  expect(exampleOf({ ...open, template }, noCustomer, 'en').office?.title).toBe('Busy');
});

it('puts what stands in several lines over there into one', () => {
  expect(inOneLine('Brings the old glasses\n\nRoom: 2\n')).toBe('Brings the old glasses · Room: 2');
  expect(inOneLine('')).toBe('');
});
