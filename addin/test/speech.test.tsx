import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { conflicts, connection, NOW, withConnection } from './fixtures.ts';
import { heading, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

/** What is spoken politely right now. */
const spoken = (): string =>
  [...document.querySelectorAll('[aria-live=polite]')].map(({ textContent }) => textContent).join(' ');

const focused = (): string => document.activeElement?.textContent ?? '';

/** As somebody does who works with the keyboard. */
const pressFocused = async (name: string | RegExp): Promise<void> => {
  const button = await screen.findByRole('button', { name });
  button.focus();
  fireEvent.click(button);
};

describe('whoever listens', () => {
  it('hears news once: they are gone before a closing dialog could say them again', async () => {
    const pane = renderApp({ answers: worldOf() });
    await heading('3 Konflikte offen');
    const push = (state: 'paused' | 'in-step') =>
      pane.push({
        kind: 'state',
        connectionId: 'con-1',
        companyId: 'com-1',
        at: NOW.toISOString(),
        connection: { ...connection, state },
      });
    push('paused');
    await waitFor(() => expect(spoken()).toContain('Angehalten'));
    await waitFor(() => expect(spoken()).not.toContain('Angehalten'));
  });

  it('keeps the place when the button that was pressed goes', async () => {
    const pane = renderApp({ answers: worldOf({ me: withConnection({ state: 'paused' }) }) });
    await heading('Angehalten');
    const act = { ok: true, pending: false, error: null, facts: {}, connection };
    pane.answer(worldOf({ answers: { act } }));
    await pressFocused('Fortsetzen');
    await heading('3 Konflikte offen');
    await waitFor(() => expect(focused()).toBe('3 Konflikte offen'));
  });

  it('is led back to the way out whose question was left', async () => {
    const asking = conflicts.map((one) => ({ ...one, actions: ['keep-both', 'cancel-booking'] }));
    renderApp({ answers: worldOf({ answers: { conflicts: { items: asking } } }) });
    await tab(/Konflikte/);
    const [first] = await screen.findAllByTestId('conflict-card');
    if (first === undefined) throw new Error('no card');
    fireEvent.click(first);
    await pressFocused(/^Buchung absagen/);
    const no = await screen.findByRole('button', { name: 'Zurück', hidden: true });
    no.focus();
    fireEvent.click(no);
    await waitFor(() => expect(focused()).toMatch(/^Buchung absagen/));
  });
});
