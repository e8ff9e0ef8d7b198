import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { ADMIN, connection, LENA, withConnection } from './fixtures.ts';
import { heading, press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf, type Answers } from './world.ts';

const deactivated = {
  at: '2026-11-24T09:30:00.000Z',
  copies: 'remove',
  undoUntil: '2026-12-24T09:30:00.000Z',
} as const;

/** An admin opens somebody's calendar from the overview. */
async function open(change: Partial<Connection>, act = 'Öffnen', answers: Answers = {}) {
  const theirs = { ...connection, mine: false, ...change };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: { connection: theirs, ...answers } }) });
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

  it('does not pass a test of Outlook that only its owner could make', async () => {
    const outlook = ['calendars', 'create', 'read', 'notification', 'delta', 'remove'];
    const skipped = outlook.map((name) => ({
      ...{ step: `office-${name}`, outcome: 'skipped', milliseconds: 0, error: null, why: 'owner-only' },
    }));
    const read = { step: 'timify-read', outcome: 'done', milliseconds: 90, error: null };
    const act = { ok: true, pending: true, error: null, facts: { id: 'test-1' }, connection: null };
    await open({}, 'Einstellungen', { act, selfTest: { isOver: true, steps: [...skipped, read] } });
    await press('Selbsttest');
    await press('Selbsttest starten');
    await screen.findByRole('heading', { name: /^Nur TIMIFY wurde getestet/ });
    expect(screen.getAllByText(/^übersprungen: das kann nur testen/)).toHaveLength(6);
    expect(screen.queryByText(/Bestanden/)).toBeNull();
  });

  it.each([
    ['timify-refused', /Administration muss den Zugang/],
    ['resource-gone', /in TIMIFY gelöscht/],
  ] as const)('does not call its owner for help where they have none to give: %s', async (state, said) => {
    await open({ state });
    expect(await screen.findByText(said)).toBeDefined();
    expect(screen.queryByText(/Das kann nur/)).toBeNull();
  });

  it('calls its owner for what only they can do', async () => {
    await open({ state: 'needs-sign-in' });
    expect(await screen.findByText(/Das kann nur/)).toBeDefined();
  });
});

it('does not say that nothing was read of a calendar that was in step before', async () => {
  renderApp({ answers: worldOf({ me: withConnection({ state: 'mailbox-unsupported' }) }) });
  await heading('Dieses Postfach kann nicht verbunden werden');
  expect(screen.getByText('Es wurde nichts gelöscht; die Kopien bleiben, wie sie sind.')).toBeDefined();
  expect(screen.queryByText(/nichts gelesen/)).toBeNull();
});
