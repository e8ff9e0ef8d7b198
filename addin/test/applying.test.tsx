import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { ADMIN, connection, NOW, withConnection } from './fixtures.ts';
import { heading, press, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const AT_A_QUARTER = {
  ...{ phase: 'rest' as const, done: 5, total: 20, doneUntil: '2027-02-10T00:00:00.000Z' },
  applying: true,
};
const APPLYING = { progress: AT_A_QUARTER, counts: { ...connection.counts, conflicts: 0 } };
const PARTS = '5 von 20 Abschnitten des Kalenders';
const title = 'Einstellungen werden angewendet';

const changed = (pane: ReturnType<typeof renderApp>, change: Partial<Connection>): void => {
  const news = { kind: 'progress', connectionId: connection.id, companyId: connection.companyId };
  pane.push({ ...news, at: NOW.toISOString(), connection: { ...connection, ...APPLYING, ...change } });
};

describe('settings that are being applied to what is there', () => {
  it('show how far they are to whoever opens the pane meanwhile', async () => {
    const pane = renderApp({ answers: worldOf({ me: withConnection(APPLYING) }) });
    await screen.findByText(title);
    expect(screen.getByRole('progressbar', { name: title }).getAttribute('aria-valuenow')).toBe('5');
    expect(screen.getByText(PARTS)).toBeDefined();
    expect(screen.getAllByRole('listitem', { name: /, fertig$/ })).toHaveLength(14);
    changed(pane, { progress: { ...AT_A_QUARTER, done: 15 } });
    await screen.findByText('15 von 20 Abschnitten des Kalenders');
    expect(await screen.findByText('75 Prozent angewendet')).toBeDefined();
    changed(pane, { progress: { ...AT_A_QUARTER, done: 20, phase: 'done' } });
    await waitFor(() => expect(screen.queryByText(title)).toBeNull());
  });

  it('are no import, and neither is a look at the window a setting', async () => {
    const look = { ...AT_A_QUARTER, applying: false };
    renderApp({ answers: worldOf({ me: withConnection({ ...APPLYING, progress: look }) }) });
    await heading('Alles synchron');
    expect(screen.queryByText(title)).toBeNull();
  });

  it('rest while the connection is paused', async () => {
    renderApp({ answers: worldOf({ me: withConnection({ ...APPLYING, state: 'paused' }) }) });
    await heading('Angehalten');
    expect(screen.queryByText(title)).toBeNull();
  });

  it('stand in the place of their preview, which is computed anew afterwards', async () => {
    const pane = renderApp({ answers: worldOf({ me: withConnection(APPLYING) }) });
    const previews = () => pane.sent.filter(({ path }) => path.endsWith('/preview')).length;
    await tab('Einstellungen');
    await press(/bestehende anwenden …$/);
    await screen.findByText(PARTS);
    expect(screen.queryByText('Blocker neu in TIMIFY')).toBeNull();
    const button = screen.getByRole('button', { name: /^Auf \d+ anwenden$/ });
    expect(button.getAttribute('aria-busy')).toBe('true');
    const before = previews();
    changed(pane, { progress: { ...AT_A_QUARTER, phase: 'done' } });
    await screen.findByText('Blocker neu in TIMIFY');
    await waitFor(() => expect(previews()).toBe(before + 1));
  });

  it('are seen by the admin who opens the calendar, too', async () => {
    const theirs = { ...connection, ...APPLYING, mine: false };
    renderApp({ answers: worldOf({ me: ADMIN, answers: { connection: theirs } }) });
    await heading('Übersicht');
    const [menu] = await screen.findAllByRole('button', { name: /^Aktionen für Lena Berger/ });
    if (menu === undefined) throw new Error('no such row');
    fireEvent.click(menu);
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Öffnen', hidden: true }));
    expect(await screen.findByText(PARTS)).toBeDefined();
  });
});
