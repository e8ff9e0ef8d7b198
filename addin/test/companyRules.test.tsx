import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ADMIN } from './fixtures.ts';
import { press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const OF_MEETINGS: [string, string, Record<string, unknown>][] = [
  ['Mit Vorbehalt zugesagte Termine', 'response.tentative', { response: { tentative: 'ignore' } }],
  ['Termine anderer ohne bekannte Antwort', 'response.none', { response: { none: 'ignore' } }],
  ['Von anderen organisierte Termine', 'othersMeetings', { othersMeetings: 'ignore' }],
  ['Abgesagte Termine, die noch im Kalender stehen', 'cancelled', { cancelled: 'block' }],
  ['Noch nicht versendete Termine und Änderungen', 'drafts', { drafts: 'block' }],
];

it('the rules about answers, organisers, cancelled events and drafts are set and locked for everybody', async () => {
  const pane = renderApp({ answers: worldOf({ me: ADMIN }) });
  const path = '/api/companies/com-1/settings';
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  await press(/Von Outlook nach TIMIFY/);
  for (const [name, setting, body] of OF_MEETINGS) {
    const value = JSON.stringify(body).includes('ignore') ? 'Nicht übertragen' : 'Als Blocker';
    fireEvent.click(await screen.findByLabelText(name));
    fireEvent.click(await screen.findByRole('option', { name: value }));
    await waitFor(() => expect(pane.sent).toContainEqual({ method: 'PATCH', path, body }));
    fireEvent.click(await screen.findByLabelText(`Sperren: ${name}`));
    const locked = ['anonymous.toOffice', setting];
    await waitFor(() => expect(pane.sent).toContainEqual({ method: 'PATCH', path, body: { locked } }));
  }
});
