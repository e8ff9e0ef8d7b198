import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { connection, IMPORTING, NOW, withConnection } from './fixtures.ts';
import { act, heading, press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

describe('the status', () => {
  it('says how things are, and shows both calendars side by side', async () => {
    renderApp({ answers: worldOf() });
    await heading('3 Konflikte offen');
    expect(
      await screen.findByRole('button', {
        name: /^Zahnarzt, 18:00–19:00, in Outlook angelegt, Kopie in TIMIFY: Kalenderblocker, privat$/,
      }),
    ).toBeDefined();
    expect(await screen.findByText('1,3 s')).toBeDefined();
  });

  it('names anonymous copies in the language of their company', async () => {
    renderApp({ answers: worldOf({ me: withConnection({ language: 'en' }) }) });
    expect(
      await screen.findByRole('button', { name: /^Zahnarzt, .* Kopie in TIMIFY: Blocked, privat$/ }),
    ).toBeDefined();
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
    // What was skipped before is decided anew only where that is asked for.
    const said = await screen.findAllByText(/^Gespeichert\. Das gilt für neue und geänderte Termine\./);
    expect(said).not.toHaveLength(0);
    await press('Auf Bestehendes anwenden', true);
    await heading('Auf Bestehendes anwenden');
    await press('Zurück');
    await heading('3 Konflikte offen');
  });

  it('offers to apply a setting that was changed since, not to change it again', async () => {
    const explain = {
      sentence: 'Es wird als Zeit angezeigt, die nicht blockiert.',
      inFull: '',
      rule: 'skip.show-as',
      ...{ setting: 'showAs.free', value: 'block', earlier: { value: 'ignore' }, source: 'connection' },
      locked: false,
      change: { method: 'POST', path: '/api/connections/con-1/actions/apply-settings', body: {} },
      ...{ decision: 'skipped', reason: 'show-as', at: NOW.toISOString() },
    };
    renderApp({ answers: worldOf({ answers: { explain } }) });
    await press('Warum nicht?');
    expect(await screen.findByText(explain.sentence)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Für mich übertragen' })).toBeNull();
    await press('Auf Bestehendes anwenden', true);
    await heading('Auf Bestehendes anwenden');
  });

  it('shows the import while it runs', async () => {
    renderApp({ answers: worldOf({ me: IMPORTING }) });
    await heading('Ihre Kalender werden abgeglichen');
    expect(screen.getByText('4 von 20 Abschnitten des Kalenders')).toBeDefined();
    expect(screen.getByText('Bisher 60 Einträge synchron')).toBeDefined();
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

  const HOLD = { side: 'timify', count: 48, total: 62, since: '2026-11-25T08:00:00.000Z' } as const;

  it.each([
    [{ ok: false, pending: true, error: null }, 'Das wird gleich ausgeführt.'],
    [{ ok: false, pending: false, error: 'unavailable' }, /^Das hat nicht geklappt/],
  ])('does not say that a deactivation was taken back before it was', async (result, said) => {
    const deactivated = {
      ...{ at: '2026-11-24T08:00:00.000Z', copies: 'remove' as const },
      undoUntil: '2026-12-24T08:00:00.000Z',
    };
    const me = withConnection({ state: 'deactivated', deactivated });
    renderApp({ answers: worldOf({ me, answers: { act: { ...result, facts: {}, connection: null } } }) });
    await press('Rückgängig machen');
    expect(await screen.findByText(said)).toBeDefined();
    expect(screen.queryByText('Rückgängig gemacht.')).toBeNull();
  });

  it('says of a deactivated connection that is beyond undo what to do', async () => {
    const deactivated = { at: '2026-10-20T08:00:00.000Z', copies: 'keep', undoUntil: null } as const;
    renderApp({ answers: worldOf({ me: withConnection({ state: 'deactivated', deactivated }) }) });
    await heading('Deaktiviert');
    expect(screen.getByText(/brauchen Sie eine neue Einladung\.$/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Rückgängig machen' })).toBeNull();
  });

  it('says that the held deletions could not be listed, and tries again', async () => {
    const me = withConnection({ hold: HOLD, counts: { ...connection.counts, held: 48 } });
    const pane = renderApp({
      answers: worldOf({ me, answers: { held: { refuse: 'unavailable', status: 503 } } }),
    });
    await press('Ansehen und entscheiden');
    await heading('Angehalten: ungewöhnlich viele Löschungen');
    const again = await screen.findByRole('button', { name: 'Erneut versuchen' });
    expect(screen.queryByText('8 Kopien')).toBeNull();
    pane.answer(worldOf({ me }));
    fireEvent.click(again);
    expect((await screen.findAllByText('8 Kopien')).length).toBeGreaterThan(0);
  });

  it('asks before many deletions, with the safe way first', async () => {
    const held = withConnection({
      hold: HOLD,
      counts: { ...connection.counts, held: 48 },
    });
    const pane = renderApp({ answers: worldOf({ me: held }) });
    await heading('48 Löschungen warten auf Bestätigung.');
    expect(screen.getByText(/^Seit .*09:00\. Alles andere ist synchron\.$/)).toBeDefined();
    await press('Ansehen und entscheiden');
    await heading('Angehalten: ungewöhnlich viele Löschungen');
    expect(screen.getByText(/^Seit .*09:00 fehlen 48 von 62 Einträgen\./)).toBeDefined();
    await press('48 Löschungen ausführen …');
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(within(dialog).getByText('48 Kopien in TIMIFY löschen?')).toBeDefined();
    fireEvent.click(await within(dialog).findByRole('button', { name: '48 löschen', hidden: true }));
    await waitFor(() =>
      expect(pane.sent).toContainEqual({ method: 'POST', ...act('/actions/confirm-hold'), body: {} }),
    );
  });
});
