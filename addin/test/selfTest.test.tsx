import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SELF_TESTS } from '../../sandbox/gallery/fixtures/account.ts';
import { act, heading, press, tab } from './hands.ts';
import { renderApp, type Running } from './renderApp.tsx';
import { worldOf } from './world.ts';

const acted = { ok: true, pending: true, error: null, facts: { id: 'test-1' }, connection: null };
const worldIn = (selfTest: unknown) => worldOf({ answers: { act: acted, selfTest } });

/** The page of the self-test, after the press that begins one. */
const begun = async (selfTest: unknown): Promise<Running> => {
  const pane = renderApp({ answers: worldIn(selfTest) });
  await tab('Einstellungen');
  await press('Selbsttest');
  await press('Selbsttest starten');
  return pane;
};
const verdict = (name: string) => screen.findByRole('heading', { level: 2, name });
const isBusy = (): string | null =>
  screen.getByRole('button', { name: 'Selbsttest starten' }).getAttribute('aria-busy');

describe('the self-test', () => {
  it('shows its steps while they happen, then what came of it', async () => {
    const pane = await begun(SELF_TESTS.running);
    await verdict('Läuft …');
    expect(screen.getByText('läuft')).toBeDefined();
    expect(screen.getByText('12 s')).toBeDefined();
    expect(screen.getAllByText('fertig')).toHaveLength(4);
    expect(isBusy()).toBe('true');
    expect(pane.sent).toContainEqual({ method: 'GET', ...act('/self-tests/test-1'), body: undefined });
    pane.answer(worldIn(SELF_TESTS.done));
    await verdict('Bestanden');
    expect(screen.getAllByText('fertig')).toHaveLength(7);
    expect(isBusy()).toBe('false');
  });

  it('names the notification that never came, and what to do', async () => {
    await begun(SELF_TESTS.unheard);
    await verdict('Nicht bestanden');
    expect(
      screen.getByText(/^fehlgeschlagen\. Sie kam nicht innerhalb einer Minute\..*PUBLIC_URL/),
    ).toBeDefined();
  });

  it('tells why it waited for none', async () => {
    await begun(SELF_TESTS.polled);
    await verdict('Bestanden, ohne Meldungen');
    expect(screen.getByText(/^übersprungen: über Kalender anderer/)).toBeDefined();
  });

  it('says when nobody answers any more, and can be begun again', async () => {
    const pane = await begun({ refuse: 'unavailable', status: 503 });
    expect(await screen.findByText(/nicht geklappt|fehlgeschlagen/)).toBeDefined();
    pane.answer(worldIn(SELF_TESTS.done));
    await press('Selbsttest starten');
    await verdict('Bestanden');
    expect(await heading('Selbsttest')).toBeDefined();
  });
});
