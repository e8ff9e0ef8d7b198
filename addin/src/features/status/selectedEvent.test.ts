import { expect, it } from 'vitest';
import type { AgendaRow } from '../../../../shared/items.ts';
import { agenda } from '../../../test/fixtures.ts';
import { rowOf } from './SelectedEvent.tsx';

const event = agenda.find(({ office }) => office !== null);
const office = event?.office ?? undefined;
const start = new Date(office?.start ?? 0);
const end = new Date(office?.end ?? 0);

it('finds the open appointment by its time', () => {
  expect(rowOf({ title: 'as it is typed right now', start, end }, agenda)).toBe(event);
});

it('tells two of one time apart by their titles', () => {
  const twin = { ...event, office: { ...office, id: 'twin', title: 'Twin' } } as AgendaRow;
  const rows = [...agenda, twin];
  expect(rowOf({ title: 'Twin', start, end }, rows)).toBe(twin);
  expect(rowOf({ title: 'neither', start, end }, rows)).toBeUndefined();
});

it('finds nothing where no calendar holds it', () => {
  expect(rowOf({ title: 'x', start: new Date(0), end }, agenda)).toBeUndefined();
});
