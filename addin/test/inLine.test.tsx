import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SettingsInForce } from '../../shared/settings.ts';
import { ADMIN, companySettings, connection, deactivation, NOW, proof, settings } from './fixtures.ts';
import { act, heading, press, tab } from './hands.ts';
import { heldBack } from './heldBack.ts';
import { watched } from './moments.ts';
import { renderApp, type Running } from './renderApp.tsx';
import { worldOf } from './world.ts';

const changesOf = ({ sent }: Running): readonly unknown[] =>
  sent.filter(({ method, path }) => method === 'PATCH' && path.endsWith('/settings')).map(({ body }) => body);

const bodyOf = (toTimify: boolean) => ({ anonymous: { toTimify } });
const anonymous = (toTimify: boolean): SettingsInForce => ({
  ...settings,
  anonymous: { ...settings.anonymous, toTimify },
});

/** The stream tells of so many open conflicts. */
const newsOf = (open: number) => ({
  ...{ kind: 'state', connectionId: 'con-1', companyId: 'com-1', at: NOW.toISOString() },
  connection: { ...connection, counts: { ...connection.counts, conflicts: open } },
});

describe('settings of one’s own', () => {
  const open = async () => {
    const { wait, letGo } = heldBack(/\/settings$/);
    const changeSettings = anonymous(false);
    const pane = renderApp({ answers: worldOf({ answers: { changeSettings } }), wait });
    await tab('Einstellungen');
    const own = await screen.findByRole<HTMLInputElement>('switch', {
      name: 'Outlook-Termine in TIMIFY anonym',
    });
    expect(own.checked).toBe(true);
    return { pane, letGo, own };
  };

  it('are sent one after the other, and what was pressed last is shown all the while', async () => {
    const { pane, letGo, own } = await open();
    fireEvent.click(own);
    fireEvent.click(own);
    fireEvent.click(own);
    expect(own.checked).toBe(false);
    await waitFor(() => expect(changesOf(pane)).toEqual([bodyOf(false)]));
    const shown = watched(() => own.checked);
    // Whatever it is asked, the server answers the same here: the last answer alone counts.
    pane.answer(worldOf({ answers: { changeSettings: anonymous(true) } }));
    letGo();
    await waitFor(() => expect(changesOf(pane)).toEqual([false, true, false].map(bodyOf)));
    await waitFor(() => expect(own.checked).toBe(true));
    expect(shown.filter((checked) => checked)).toHaveLength(1);
  });

  it('do not bring back what the stream has told meanwhile', async () => {
    const { pane, letGo, own } = await open();
    const badge = () => screen.queryAllByLabelText('3 offene Konflikte');
    expect(badge()).not.toHaveLength(0);
    fireEvent.click(own);
    await waitFor(() => expect(changesOf(pane)).toHaveLength(1));
    pane.push(newsOf(0));
    await waitFor(() => expect(badge()).toHaveLength(0));
    letGo();
    await screen.findByText('Gespeichert');
    expect(badge()).toHaveLength(0);
    expect(own.checked).toBe(false);
  });
});

it('a lock that is pressed while another one is on its way keeps that', async () => {
  const { wait, letGo } = heldBack(/\/companies\/com-1\/settings$/);
  const first = ['anonymous.toOffice', 'direction'];
  const changeCompanySettings = { ...companySettings, locked: first };
  let isOpen = false;
  const pane = renderApp({
    answers: worldOf({ me: ADMIN, answers: { changeCompanySettings } }),
    // Reading them is quick.
    wait: (path) => (isOpen ? wait(path) : undefined),
  });
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  await screen.findByRole('button', { name: 'Sperren: Richtung' });
  isOpen = true;
  await press('Sperren: Richtung');
  await press('Sperren: Outlook-Termine in TIMIFY anonym');
  letGo();
  await waitFor(() =>
    expect(changesOf(pane)).toEqual([{ locked: first }, { locked: [...first, 'anonymous.toTimify'] }]),
  );
});

describe('whoever has gone elsewhere meanwhile', () => {
  const elsewhere = async () => {
    await tab('Einstellungen');
    await press(/^Meine Daten/);
    await heading('Meine Daten');
  };

  it('stays there when calendars are saved', async () => {
    const { wait, letGo } = heldBack(/\/api\/connections\/con-1$/);
    let isOpen = false;
    renderApp({ answers: worldOf(), wait: (path) => (isOpen ? wait(path) : undefined) });
    await tab('Einstellungen');
    await press(/^Kalender/);
    isOpen = true;
    await press('Kalender speichern');
    await elsewhere();
    letGo();
    await screen.findByText('Gespeichert. Die neue Auswahl wird abgeglichen.');
    expect(await heading('Meine Daten')).toBeDefined();
  });

  it('stays there when the sync is paused', async () => {
    const { wait, letGo } = heldBack(/\/actions\/pause$/);
    const paused = { ...connection, state: 'paused', counts: { ...connection.counts, conflicts: 0 } };
    const done = { ok: true, pending: false, error: null, facts: {}, connection: paused };
    const pane = renderApp({ answers: worldOf({ answers: { act: done } }), wait });
    await tab('Einstellungen');
    fireEvent.click(await screen.findByTestId('deactivate'));
    await press('Lieber nur anhalten');
    expect(pane.sent).toContainEqual({ method: 'POST', ...act('/actions/pause'), body: {} });
    await elsewhere();
    letGo();
    await waitFor(() => expect(screen.queryAllByLabelText('3 offene Konflikte')).toHaveLength(0));
    // What is told later is shown later.
    pane.push(newsOf(7));
    expect(await screen.findAllByLabelText('7 offene Konflikte')).not.toHaveLength(0);
    expect(screen.getByRole('heading', { level: 1, name: 'Meine Daten' })).toBeDefined();
  });

  it('stays there when a deactivation is taken back', async () => {
    const { wait, letGo } = heldBack(/\/actions\/undo$/);
    renderApp({ answers: worldOf({ answers: { preview: deactivation, act: proof } }), wait });
    await tab('Einstellungen');
    fireEvent.click(await screen.findByTestId('deactivate'));
    fireEvent.click(await screen.findByTestId('deactivate-confirm'));
    await heading('Deaktiviert');
    await press('Rückgängig machen');
    await elsewhere();
    letGo();
    await screen.findByText('Rückgängig gemacht.');
    expect(await heading('Meine Daten')).toBeDefined();
  });
});
