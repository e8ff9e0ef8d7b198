import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { me, withConnection } from './fixtures.ts';
import { act, heading, press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

it('who waits for approval takes the request back: there are no copies to ask about', async () => {
  const pane = renderApp({ answers: worldOf({ me: withConnection({ state: 'awaiting-approval' }) }) });
  await heading('Ihre Administration muss die Verbindung freigeben');
  expect(screen.queryByRole('button', { name: 'Abgleich deaktivieren' })).toBeNull();
  pane.answer(worldOf({ me: { ...me, connections: [] } }));
  await press('Anfrage zurückziehen');
  await waitFor(() => expect(screen.getAllByText('Die Anfrage ist zurückgezogen.')).not.toHaveLength(0));
  expect(pane.sent).toContainEqual({ method: 'POST', ...act('/actions/deactivate'), body: {} });
  await waitFor(() =>
    expect(screen.queryByText('Ihre Administration muss die Verbindung freigeben')).toBeNull(),
  );
});
