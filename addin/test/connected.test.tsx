import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { connection, settings } from './fixtures/account.ts';
import { NOW } from './fixtures/clock.ts';
import { log } from './fixtures/log.ts';
import { DEACTIVATION, PROOF } from './fixtures/previews.ts';
import { renderApp } from './renderApp.tsx';
import { IMPORTING, withConnection, worldOf } from './world.ts';

/** `hidden`: without a layout the library that guards the focus takes an open popover for a covered one. */
const press = async (name: string | RegExp, hidden = false) =>
  fireEvent.click(await screen.findByRole('button', { name, hidden }));
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const tab = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('tab', { name }));
const act = (path: string) => ({ path: `/api/connections/con-1${path}` });

describe('the status', () => {
  it('says how things are, and shows both calendars side by side', async () => {
    renderApp({ answers: worldOf() });
    await heading('3 Konflikte offen');
    expect(
      await screen.findByRole('button', {
        name: /^Zahnarzt, 18:00–19:00, in Outlook angelegt, Kopie in TIMIFY: Kalender.?blocker, privat$/,
      }),
    ).toBeDefined();
    expect(screen.getByText('1,3 s')).toBeDefined();
  });

  it('follows the stream', async () => {
    const pane = renderApp({ answers: worldOf() });
    await heading('3 Konflikte offen');
    pane.push({
      kind: 'state',
      connectionId: 'con-1',
      companyId: 'com-1',
      at: NOW.toISOString(),
      connection: { ...connection, counts: { ...connection.counts, conflicts: 0 } },
    });
    await heading('Alles synchron');
  });

  it('explains why something is not on the other side, and changes exactly that setting', async () => {
    const pane = renderApp({ answers: worldOf() });
    await press('Warum nicht?');
    expect(await screen.findByText(/als „Frei“ gekennzeichnet\. Freie Termine/)).toBeDefined();
    await press('Für mich übertragen', true);
    await waitFor(() =>
      expect(pane.sent).toContainEqual({
        method: 'PATCH',
        ...act('/settings'),
        body: { showAs: { free: 'block' } },
      }),
    );
  });

  it('shows the import while it runs', async () => {
    renderApp({ answers: worldOf({ me: withConnection(IMPORTING) }) });
    await heading('Ihre Kalender werden abgeglichen');
    expect(screen.getByText('198 von 300')).toBeDefined();
    expect(screen.getByText('Die nächsten 14 Tage sind fertig.')).toBeDefined();
    await press('Nächste Tage ansehen');
    expect(await screen.findByText('Nächste Tage')).toBeDefined();
  });

  it('lets a paused sync go on', async () => {
    const pane = renderApp({ answers: worldOf({ me: withConnection({ state: 'paused' }) }) });
    await press('Fortsetzen');
    await waitFor(() =>
      expect(pane.sent).toContainEqual({ method: 'POST', ...act('/actions/resume'), body: {} }),
    );
  });

  it('renews the sign-in from a click and asks for nothing before', async () => {
    const pane = renderApp({
      answers: worldOf({
        me: withConnection({ state: 'needs-sign-in' }),
        answers: { signIn: { items: [connection] } },
      }),
    });
    await heading('Bitte melden Sie sich erneut an');
    expect(pane.windows).toEqual([]);
    pane.answer(worldOf({ answers: { signIn: { items: [connection] } } }));
    await press('Erneut anmelden');
    await heading('3 Konflikte offen');
    expect(pane.windows).toHaveLength(1);
    expect(pane.sent).toContainEqual({ method: 'POST', path: '/api/sign-in', body: {} });
  });

  it('asks before many deletions, with the safe way first', async () => {
    const held = withConnection({
      hold: { side: 'timify', count: 48, total: 62 },
      counts: { ...connection.counts, held: 48 },
    });
    const pane = renderApp({ answers: worldOf({ me: held }) });
    await press('Ansehen und entscheiden');
    await heading('Angehalten: ungewöhnlich viele Löschungen');
    await press('48 Löschungen ausführen …');
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(within(dialog).getByText('48 Kopien in TIMIFY löschen?')).toBeDefined();
    fireEvent.click(await within(dialog).findByRole('button', { name: '48 löschen', hidden: true }));
    await waitFor(() =>
      expect(pane.sent).toContainEqual({ method: 'POST', ...act('/actions/confirm-hold'), body: {} }),
    );
  });
});

describe('a conflict', () => {
  const open = async () => {
    await tab(/Konflikte/);
    const [first] = await screen.findAllByTestId('conflict-card');
    if (first === undefined) throw new Error('no card');
    fireEvent.click(first);
    await heading(/Überschneidung am Di\./);
  };

  it('is solved with the earliest free time, without a mail, in three clicks', async () => {
    const pane = renderApp({ answers: worldOf() });
    await open();
    await press('Buchung auf 16:30 verschieben');
    await heading('Gelöst');
    expect(screen.getByText('Die Buchung wurde auf 16:30 verschoben.')).toBeDefined();
    expect(pane.sent.find(({ path }) => path.endsWith('/resolve'))?.body).toEqual({
      action: 'move-booking',
      slot: { start: '2026-11-24T15:30:00.000Z', end: '2026-11-24T16:15:00.000Z' },
      notify: false,
    });
  });

  it('tells the customer only when the box is ticked, and at the time that is chosen', async () => {
    const pane = renderApp({ answers: worldOf() });
    await open();
    fireEvent.click(screen.getByRole('radio', { name: /09:00/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Clara Vogel per E-Mail informieren' }));
    await press(/^Buchung auf morgen, 09:00 verschieben$/);
    await heading('Gelöst');
    expect(pane.sent.find(({ path }) => path.endsWith('/resolve'))?.body).toMatchObject({ notify: true });
  });

  it('can be undone from its result', async () => {
    const entry = { ...log[1], at: NOW.toISOString(), undoable: true };
    const pane = renderApp({ answers: worldOf({ answers: { log: { items: [entry] } } }) });
    await open();
    await press('Buchung auf 16:30 verschieben');
    await press('Rückgängig machen');
    await heading('Rückgängig gemacht');
    expect(pane.sent).toContainEqual({ method: 'POST', ...act('/log/l2/undo'), body: undefined });
  });

  it('that was refused keeps the page and says so', async () => {
    const refused = { ok: false, pending: false, error: 'move-refused', facts: {}, connection: null };
    renderApp({ answers: worldOf({ answers: { resolve: refused } }) });
    await open();
    await press('Buchung auf 16:30 verschieben');
    expect(
      await screen.findByText('TIMIFY lehnt diese Zeit ab. Bitte wählen Sie eine andere.'),
    ).toBeDefined();
  });

  it('opens its event the host’s way', async () => {
    const pane = renderApp({ answers: worldOf() });
    await open();
    await press('In Outlook öffnen');
    expect(pane.openedEvents).toEqual([{ id: 'o3', webLink: 'https://outlook.office.com/calendar/item/o3' }]);
  });

  it('opens from a deep link, and says when it is over', async () => {
    renderApp({ answers: worldOf(), deepLink: 'conflict-gone' });
    await heading('Hat sich von selbst gelöst');
  });
});

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
  const pane = renderApp({ answers: worldOf({ answers: { preview: DEACTIVATION, act: PROOF } }) });
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

it('shows what was done and takes one act back', async () => {
  const pane = renderApp({ answers: worldOf() });
  await tab('Protokoll');
  await heading('Protokoll');
  const [undo] = await screen.findAllByRole('button', { name: /Rückgängig/ });
  if (undo === undefined) throw new Error('nothing to undo');
  fireEvent.click(undo);
  await waitFor(() =>
    expect(pane.sent).toContainEqual({ method: 'POST', ...act('/log/l2/undo'), body: undefined }),
  );
});
