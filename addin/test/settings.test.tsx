import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { deactivation, log, proof, settings } from './fixtures.ts';
import { act, heading, press, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

describe('settings', () => {
  it('show where each value comes from, and what is locked', async () => {
    renderApp({ answers: worldOf() });
    await tab('Einstellungen');
    await heading('Einstellungen');
    const locked = screen.getByRole<HTMLInputElement>('switch', { name: 'Buchungen in Outlook anonym' });
    expect(locked.disabled).toBe(true);
    expect(screen.getByText('Eigener Wert')).toBeDefined();
  });

  it('are saved at once', async () => {
    const pane = renderApp({ answers: worldOf() });
    await tab('Einstellungen');
    fireEvent.click(await screen.findByRole('switch', { name: 'Outlook-Termine in TIMIFY anonym' }));
    await waitFor(() =>
      expect(pane.sent).toContainEqual({
        method: 'PATCH',
        ...act('/settings'),
        body: { anonymous: { toTimify: false } },
      }),
    );
    expect(await screen.findByText('Gespeichert')).toBeDefined();
  });

  it('go back to the company’s value', async () => {
    const pane = renderApp({ answers: worldOf() });
    await tab('Einstellungen');
    await press('Zurück zum Unternehmenswert');
    await waitFor(() =>
      expect(pane.sent).toContainEqual({
        method: 'PATCH',
        ...act('/settings'),
        body: { reset: ['anonymous.toTimify'] },
      }),
    );
  });

  it('ask about the copies that a change would leave behind, and repeat with the answer', async () => {
    const counts = { create: 0, update: 0, delete: 86, skip: 0, conflict: 0 };
    const pane = renderApp({
      answers: worldOf({
        answers: { changeSettings: { refuse: 'copies_required', status: 409, facts: { counts } } },
      }),
    });
    await tab('Einstellungen');
    fireEvent.click(await screen.findByRole('combobox', { name: 'Richtung' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Nur Outlook → TIMIFY' }));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(within(dialog).getByText('86 Kopien gehörten zu keiner Regel mehr.')).toBeDefined();
    pane.answer(worldOf({ answers: { changeSettings: { ...settings, direction: 'office-to-timify' } } }));
    fireEvent.click(await within(dialog).findByRole('button', { name: 'Speichern', hidden: true }));
    await waitFor(() =>
      expect(pane.sent).toContainEqual({
        method: 'PATCH',
        ...act('/settings'),
        body: { direction: 'office-to-timify', copies: 'remove' },
      }),
    );
  });

  it('say so when a value could not be saved', async () => {
    renderApp({ answers: worldOf({ answers: { changeSettings: { refuse: 'unexpected', status: 500 } } }) });
    await tab('Einstellungen');
    fireEvent.click(await screen.findByRole('switch', { name: 'Outlook-Termine in TIMIFY anonym' }));
    expect(
      await screen.findByText('Das ließ sich nicht speichern. Der bisherige Wert bleibt.'),
    ).toBeDefined();
  });
});

it('deactivates with the chosen fate of the copies and proves it', async () => {
  const pane = renderApp({ answers: worldOf({ answers: { preview: deactivation, act: proof } }) });
  await tab('Einstellungen');
  fireEvent.click(await screen.findByTestId('deactivate'));
  await heading('Abgleich deaktivieren');
  expect(await screen.findByText(/214 Blocker in TIMIFY und 86 Termine in Outlook/)).toBeDefined();
  fireEvent.click(screen.getByTestId('deactivate-confirm'));
  await heading('Deaktiviert');
  expect(pane.sent).toContainEqual({
    method: 'POST',
    ...act('/actions/deactivate'),
    body: { copies: 'remove' },
  });
  expect(screen.getByText('245 / 245')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Rückgängig machen' })).toBeDefined();
});

it('lists what had to stay when deactivating, and says that the access stays where it does', async () => {
  const left = [
    {
      linkId: 'l1',
      side: 'office',
      span: { start: Date.UTC(2026, 11, 1, 9), end: Date.UTC(2026, 11, 1, 10) },
      reason: 'would-notify-guests',
    },
  ];
  const facts = { removed: 2, failed: 0, left, ofOurs: { office: 1, timify: 0 }, accessEnded: false };
  renderApp({ answers: worldOf({ answers: { preview: deactivation, act: { ...proof, facts } } }) });
  await tab('Einstellungen');
  fireEvent.click(await screen.findByTestId('deactivate'));
  await heading('Abgleich deaktivieren');
  fireEvent.click(screen.getByTestId('deactivate-confirm'));
  await heading('Deaktiviert');
  expect(screen.getByRole('heading', { name: /1\sEintrag musste bleiben/ })).toBeDefined();
  expect(screen.getByText('Er hat Gäste, die eine E-Mail erhielten.')).toBeDefined();
  expect(screen.getByText(/^Nachgezählt am/)).toBeDefined();
  expect(screen.getByText('bleibt: eine weitere Ressource von Ihnen ist verbunden')).toBeDefined();
  expect(screen.queryByText('beendet')).toBeNull();
});

it('shows what was done and takes one act back', async () => {
  const quiet = log.map((entry) => ({ ...entry, undoAsksNotify: false }));
  const pane = renderApp({ answers: worldOf({ answers: { log: { items: quiet } } }) });
  await tab('Protokoll');
  await heading('Protokoll');
  const [undo] = await screen.findAllByRole('button', { name: /Rückgängig/ });
  if (undo === undefined) throw new Error('nothing to undo');
  fireEvent.click(undo);
  await waitFor(() => expect(pane.sent).toContainEqual({ method: 'POST', ...act('/log/l2/undo'), body: {} }));
});
