import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { connection, deactivation, log, preview, proof, settings, withConnection } from './fixtures.ts';
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

  it.each([
    ['Mit Vorbehalt zugesagte Termine', 'Nicht übertragen', { response: { tentative: 'ignore' } }],
    ['Termine anderer ohne bekannte Antwort', 'Nicht übertragen', { response: { none: 'ignore' } }],
    ['Von anderen organisierte Termine', 'Nicht übertragen', { othersMeetings: 'ignore' }],
    ['Abgesagte Termine, die noch im Kalender stehen', 'Als Blocker', { cancelled: 'block' }],
    ['Noch nicht versendete Termine und Änderungen', 'Nicht übertragen', { drafts: 'ignore' }],
  ])('of %s stand among the further rules and send their value', async (name, value, body) => {
    const pane = renderApp({ answers: worldOf() });
    await tab('Einstellungen');
    await press('Alle weiteren Regeln');
    fireEvent.click(await screen.findByRole('combobox', { name }));
    fireEvent.click(await screen.findByRole('option', { name: value }));
    await waitFor(() => expect(pane.sent).toContainEqual({ method: 'PATCH', ...act('/settings'), body }));
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

const openApply = async () => {
  await tab('Einstellungen');
  await press(/bestehende anwenden/);
  await heading('Auf Bestehendes anwenden');
};
const PAUSED_TEXT = /^Solange der Abgleich angehalten ist, wird nichts geändert/;
const done = { ok: true, pending: false, error: null, facts: {}, connection };

it('says that nothing is applied while it is paused, and offers to resume', async () => {
  const pane = renderApp({
    answers: worldOf({ me: withConnection({ state: 'paused' }), answers: { act: done } }),
  });
  await openApply();
  expect(screen.getByText(PAUSED_TEXT)).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Auf 300 anwenden/ })).toBeNull();
  await press('Fortsetzen');
  await press(/^Auf 300 anwenden/);
  await screen.findByText('Die Einstellungen gelten jetzt für alles.');
  const acts = pane.sent.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(acts.slice(-2)).toEqual([act('/actions/resume').path, act('/actions/apply-settings').path]);
});

it('promises no undo where applying would delete an original', async () => {
  const gone = {
    ...preview,
    samples: preview.samples.map((one) => ({ ...one, what: 'delete', target: 'origin' })),
  };
  renderApp({ answers: worldOf({ answers: { preview: gone } }) });
  await openApply();
  expect(await screen.findByText(/gelöschte Termine nicht\.$/)).toBeDefined();
  expect(screen.queryByText(/^Das lässt sich 30 Tage lang rückgängig machen/)).toBeNull();
});

it('learns from a refusal that it was paused meanwhile', async () => {
  const refused = { refuse: 'forbidden', status: 403, facts: { field: 'action' } };
  const pane = renderApp({ answers: worldOf({ answers: { act: refused } }) });
  await openApply();
  await press(/^Auf 300 anwenden/);
  expect(await screen.findByText(PAUSED_TEXT)).toBeDefined();
  expect(screen.queryByText(/^Das hat nicht geklappt/)).toBeNull();
  pane.answer(worldOf({ answers: { act: done } }));
  await press('Fortsetzen');
  expect(await screen.findByRole('button', { name: /^Auf 300 anwenden/ })).toBeDefined();
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

it('does not say that an act was taken back while it waits for the sync to be resumed', async () => {
  const quiet = log.map((entry) => ({ ...entry, undoAsksNotify: false }));
  const undoLog = { ...done, ok: false, pending: true, connection: null };
  const answers = { log: { items: quiet }, undoLog };
  renderApp({ answers: worldOf({ me: withConnection({ state: 'paused' }), answers }) });
  await tab('Protokoll');
  await press(/^Rückgängig/);
  expect(await screen.findByText('Das wird ausgeführt, sobald der Abgleich fortgesetzt ist.')).toBeDefined();
  expect(screen.queryByText('Rückgängig gemacht.')).toBeNull();
});
