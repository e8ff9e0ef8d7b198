import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { conflicts } from './fixtures.ts';
import { act, heading, press, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

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
    fireEvent.click(screen.getByRole('checkbox', { name: 'Clara Claasen per E-Mail informieren' }));
    await press(/^Buchung auf morgen, 09:00 verschieben$/);
    await heading('Gelöst');
    expect(pane.sent.find(({ path }) => path.endsWith('/resolve'))?.body).toMatchObject({ notify: true });
  });

  it('can be undone from its result', async () => {
    const solvable = conflicts.map((one) => ({ ...one, undoable: true, undoEntry: 'l2' }));
    const pane = renderApp({ answers: worldOf({ answers: { conflicts: { items: solvable } } }) });
    await open();
    await press('Buchung auf 16:30 verschieben');
    await press('Rückgängig machen');
    await heading('Rückgängig gemacht');
    expect(pane.sent).toContainEqual({ method: 'POST', ...act('/log/l2/undo'), body: {} });
    expect(screen.getByText('Es ist wieder wie vor Ihrer Entscheidung.')).toBeDefined();
  });

  it('that is open again after it was undone is told so, and the focus stands on the news', async () => {
    const solvable = conflicts.map((one) => ({ ...one, undoable: true, undoEntry: 'l2' }));
    const facts = { undone: 'times', writes: 1, mails: 1, opened: ['c1'], to: null };
    const undoLog = { ok: true, pending: false, error: null, facts, connection: null };
    renderApp({ answers: worldOf({ answers: { conflicts: { items: solvable }, undoLog } }) });
    await open();
    await press('Buchung auf 16:30 verschieben');
    await heading('Gelöst');
    expect(screen.getByText('Konflikt geschlossen')).toBeDefined();
    await press('Rückgängig machen');
    await heading('Rückgängig gemacht');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Rückgängig gemacht'));
    expect(
      screen.getByText(/^Es ist wieder wie vor Ihrer Entscheidung: Der Konflikt ist wieder offen\.$/),
    ).toBeDefined();
    expect(screen.queryByText('Konflikt geschlossen')).toBeNull();
    expect(screen.getByText('E-Mails gesendet: 1')).toBeDefined();
    await press('Konflikte ansehen');
    await heading(/^\d+ Konflikte$/);
    await open();
    expect(screen.getByRole('button', { name: 'Buchung auf 16:30 verschieben' })).toBeDefined();
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

  it('that closed before it was carried out is not told as solved by it', async () => {
    const facts = { closedBy: 'cause-gone' };
    const late = { ok: false, pending: false, error: 'already-closed', facts, connection: null };
    const pane = renderApp({ answers: worldOf({ answers: { resolve: late } }) });
    await open();
    pane.answer(worldOf({ answers: { resolve: late, conflicts: { items: [] } } }));
    await press('Buchung auf 16:30 verschieben');
    expect(await screen.findByText('Es gibt nichts mehr zu entscheiden.')).toBeDefined();
    expect(screen.queryByText('Die Buchung wurde auf 16:30 verschoben.')).toBeNull();
  });

  it('that waits is not told as solved', async () => {
    const resolve = { ok: false, pending: true, error: null, facts: {}, connection: null };
    renderApp({ answers: worldOf({ answers: { resolve } }) });
    await open();
    await press('Buchung auf 16:30 verschieben');
    await heading('Entscheidung angenommen');
    expect(screen.getByText('Sie wird gleich ausgeführt.')).toBeDefined();
    expect(screen.queryByText('Gelöst')).toBeNull();
  });

  it('opens its event the host’s way', async () => {
    const pane = renderApp({ answers: worldOf() });
    await open();
    await press('In Outlook öffnen');
    expect(pane.openedEvents).toEqual([{ id: 'o3', webLink: 'https://outlook.office.com/calendar/item/o3' }]);
  });

  const closedAs = (closedBy: string) => {
    const [first] = conflicts;
    const closed = { ...first, id: 'gone', closedBy, closedAt: '2026-11-24T09:00:00.000Z' };
    const answer = (query: URLSearchParams) => ({ items: query.get('state') === 'all' ? [closed] : [] });
    return worldOf({ answers: { conflicts: answer } });
  };

  it.each([
    ['cause-gone', 'Hat sich von selbst gelöst'],
    ['solved', 'Schon entschieden'],
    ['ignored', 'Schon entschieden'],
  ])('opens from a deep link, and says how it ended: %s', async (closedBy, title) => {
    renderApp({ answers: closedAs(closedBy), deepLink: 'conflict-gone' });
    await heading(title);
  });

  it('of which nothing is known any more is just closed', async () => {
    renderApp({ answers: worldOf(), deepLink: 'conflict-gone' });
    await heading('Konflikt geschlossen');
  });

  it('about a cancelled booking asks once more, and says that nothing brings it back', async () => {
    const [first] = conflicts;
    const asked = { ...first, kind: 'confirm-cancel', actions: ['cancel-booking', 'put-back'] };
    const pane = renderApp({ answers: worldOf({ answers: { conflicts: { items: [asked] } } }) });
    await tab(/Konflikte/);
    fireEvent.click(await screen.findByTestId('conflict-card'));
    fireEvent.click(await screen.findByTestId('resolve-primary'));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(within(dialog).getByText(/Das lässt sich nicht rückgängig machen\./)).toBeDefined();
    expect(pane.sent.some(({ path }) => path.endsWith('/resolve'))).toBe(false);
    // "Cancel" would be read as cancelling the booking.
    expect(within(dialog).getByRole('button', { name: 'Zurück', hidden: true })).toBeDefined();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Buchung absagen', hidden: true }));
    await heading('Gelöst');
    expect(pane.sent.find(({ path }) => path.endsWith('/resolve'))?.body).toMatchObject({
      action: 'cancel-booking',
    });
  });

  it.each([
    [{ refuse: 'forbidden', status: 403 }, 'Das hat nicht geklappt. Es wurde nichts geändert.'],
    [{ refuse: 'unexpected', status: 500 }, /steht im Protokoll\.$/],
    [{ ok: false, pending: false, error: 'throttled', facts: {}, connection: null }, /steht im Protokoll\.$/],
  ])('says that nothing was changed only where that is known', async (resolve, said) => {
    renderApp({ answers: worldOf({ answers: { resolve } }) });
    await open();
    await press('Buchung auf 16:30 verschieben');
    expect(await screen.findByText(said)).toBeDefined();
  });
});

it('a conflict that is a question keeps its question mark at the end', async () => {
  const asked = { ...conflicts[0], kind: 'confirm-cancel' as const };
  renderApp({
    answers: worldOf({ answers: { conflicts: { items: [asked] } } }),
    deepLink: `conflict-${asked.id}`,
  });
  await heading(/^Di\., 24\.\sNov\.: Buchung absagen\?$/);
});
