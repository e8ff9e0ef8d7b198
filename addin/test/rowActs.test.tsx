import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ADMIN, resource } from './fixtures.ts';
import { heading } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const waits = resource({
  ...{ id: 'r1', name: 'Mia Vogt', state: 'awaiting-approval', connectionId: 'con-1' },
  awaiting: { email: 'jonas@elsewhere.example' },
});
const room = resource({ id: 'r2', name: 'Sehtestraum 2', state: 'needs-organisation-mode', email: '' });

const rowOf = async (name: string): Promise<HTMLElement> => {
  const rows = await screen.findAllByTestId('resource-row');
  const row = rows.find((one) => within(one).queryByText(name) !== null);
  if (row === undefined) throw new Error(`no row of ${name}`);
  return row;
};
const seen = (text: string) => waitFor(() => expect(screen.getAllByText(text)).not.toHaveLength(0));

/** Of calls that are answered with nothing. */
const WELL = { approve: {}, withdraw: {} };
const withRows = (...items: readonly unknown[]) =>
  worldOf({ me: ADMIN, answers: { ...WELL, resources: { items } } });

const open = async (...items: readonly unknown[]) => {
  const pane = renderApp({ answers: withRows(...items) });
  await heading('Übersicht');
  return pane;
};

it('an approval tells what it set going, and the focus stays in its row', async () => {
  const pane = await open(waits);
  const approve = within(await rowOf('Mia Vogt')).getByRole('button', { name: 'Freigeben' });
  approve.focus();
  const now = { ...waits, state: 'importing', awaiting: null, progress: 0 };
  pane.answer(withRows(now));
  fireEvent.click(approve);
  await seen('Freigegeben. Der Import beginnt.');
  await screen.findAllByText(/^Import 0/);
  await waitFor(() =>
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Aktionen für Mia Vogt'),
  );
});

it.each([
  [waits, 'Ablehnen', 'Abgelehnt. Nichts wurde verbunden, die Einladung gilt nicht mehr.'],
  [
    resource({ id: 'r3', name: 'Mia Vogt', state: 'invited' }),
    'Einladung zurückziehen',
    'Die Einladung ist zurückgezogen, ihr Link gilt nicht mehr.',
  ],
])('what a row’s menu did is told: %#', async (row, act, told) => {
  await open(row);
  fireEvent.click(within(await rowOf('Mia Vogt')).getByRole('button', { name: /Mia Vogt$/ }));
  fireEvent.click(await screen.findByRole('menuitem', { name: act }));
  await seen(told);
});

it('says what rooms and devices wait for, where there are some', async () => {
  const pane = await open(room, waits);
  const words = /^Räume und Geräte haben niemanden, der sich anmelden/;
  expect(await screen.findByText(words)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Brauchen Hilfe 1' }));
  expect(screen.queryByText(words)).toBeNull();
  expect(pane.sent.some(({ method }) => method !== 'GET')).toBe(false);
});
