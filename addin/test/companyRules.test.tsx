import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ADMIN } from './fixtures.ts';
import { press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const CANCELLED = 'Abgesagte Termine, die noch im Kalender stehen';
const OF_MEETINGS = [
  'Mit Vorbehalt zugesagte Termine',
  'Abgelehnte Termine',
  'Noch nicht beantwortete Termine',
  'Termine anderer ohne bekannte Antwort',
  'Von anderen organisierte Termine',
  CANCELLED,
  'Noch nicht versendete Termine und Änderungen',
];

it('the rules about answers, organisers, cancelled events and drafts stand together, are set and locked for everybody', async () => {
  const pane = renderApp({ answers: worldOf({ me: ADMIN }) });
  const path = '/api/companies/com-1/settings';
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  await press(/Von Outlook nach TIMIFY/);
  await screen.findByLabelText(CANCELLED);
  const names = screen.getAllByLabelText(/^Sperren: /).map((one) => one.getAttribute('aria-label'));
  const first = names.indexOf(`Sperren: ${OF_MEETINGS[0] ?? ''}`);
  expect(names.slice(first, first + OF_MEETINGS.length)).toEqual(
    OF_MEETINGS.map((name) => `Sperren: ${name}`),
  );
  fireEvent.click(screen.getByLabelText(CANCELLED));
  fireEvent.click(await screen.findByRole('option', { name: 'Als Blocker' }));
  await waitFor(() =>
    expect(pane.sent).toContainEqual({ method: 'PATCH', path, body: { cancelled: 'block' } }),
  );
  fireEvent.click(screen.getByLabelText(`Sperren: ${CANCELLED}`));
  const locked = ['anonymous.toOffice', 'cancelled'];
  await waitFor(() => expect(pane.sent).toContainEqual({ method: 'PATCH', path, body: { locked } }));
});
