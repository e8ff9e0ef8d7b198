import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { ADMIN, connection, LENA } from './fixtures.ts';
import { heading } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const deactivated = {
  at: '2026-11-24T09:30:00.000Z',
  copies: 'remove',
  undoUntil: '2026-12-24T09:30:00.000Z',
} as const;

/** An admin opens somebody's calendar from the overview. */
async function open(change: Partial<Connection>, act = 'Öffnen') {
  const theirs = { ...connection, mine: false, ...change };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: { connection: theirs } }) });
  await heading('Übersicht');
  const [menu] = await screen.findAllByRole('button', { name: /^Aktionen für Lena Berger/ });
  if (menu === undefined) throw new Error('no such row');
  fireEvent.click(menu);
  fireEvent.click(await screen.findByRole('menuitem', { name: act, hidden: true }));
  return pane;
}

describe('somebody’s calendar, opened by an admin', () => {
  it('leaves taking a deactivation back to its owner', async () => {
    await open({ state: 'deactivated', deactivated });
    await heading('Deaktiviert');
    expect(
      screen.getByText(new RegExp(`^Rückgängig machen kann das bis .* ${LENA.email}\\.$`)),
    ).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Rückgängig machen' })).toBeNull();
  });

  it('says before a deactivation who could take it back', async () => {
    await open({}, 'Deaktivieren …');
    await heading('Abgleich deaktivieren');
    expect(screen.getByText(`Rückgängig machen kann das 30 Tage lang nur ${LENA.email}.`)).toBeDefined();
  });
});
