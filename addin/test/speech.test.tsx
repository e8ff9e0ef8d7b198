import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ADMIN, conflicts, connection, INVITED, NOW, withConnection } from './fixtures.ts';
import { heading, press, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

/** What is spoken politely right now. */
const spoken = (): string =>
  [...document.querySelectorAll('[aria-live=polite]')].map(({ textContent }) => textContent).join(' ');

const focused = (): string => document.activeElement?.textContent ?? '';

/** What is spoken after the name. */
const describedBy = (element: Element): string =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

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

  it('finds the buttons at the foot of a page within it', async () => {
    renderApp({ answers: worldOf() });
    await tab('Einstellungen');
    await heading('Einstellungen');
    const page = within(screen.getByRole('main'));
    expect(page.getByRole('button', { name: /anwenden …$/ })).toBeDefined();
  });

  it('hears whose value it is, and not the button beside it', async () => {
    renderApp({ answers: worldOf() });
    await tab('Einstellungen');
    const own = await screen.findByRole('switch', { name: 'Outlook-Termine in TIMIFY anonym' });
    expect(describedBy(own)).toBe('Eigener Wert');
    const locked = screen.getByRole('switch', { name: 'Buchungen in Outlook anonym' });
    expect(describedBy(locked)).toBe('Vom Unternehmen gesperrt');
  });

  it('is told which calendars can only be read', async () => {
    renderApp({ answers: worldOf({ me: INVITED }) });
    await press('Weiter');
    expect(describedBy(await screen.findByRole('checkbox', { name: /Team Optik/ }))).toBe('Nur lesen');
  });

  it('is told what would become of an example', async () => {
    renderApp({ answers: worldOf({ me: INVITED }) });
    await press('Weiter');
    expect(await screen.findByText(/^Beispiel: in TIMIFY steht „.+“, in Outlook „.+“\.$/)).toBeDefined();
  });

  it('is told what a question is about, by each of the many', async () => {
    renderApp({ answers: worldOf() });
    await tab('Protokoll');
    const [first] = await screen.findAllByRole('button', { name: 'Warum?' });
    expect(first && describedBy(first)).not.toBe('');
    await tab('Status');
    const [whyNot] = await screen.findAllByRole('button', { name: 'Warum nicht?' });
    expect(whyNot?.getAttribute('aria-describedby')).toBe(whyNot?.closest('li')?.querySelector('button')?.id);
  });

  it('hears the time of an agenda line once, with its item', async () => {
    renderApp({ answers: worldOf() });
    const item = await screen.findByRole('button', { name: /^Zahnarzt, 18:00/ });
    const line = item.closest('li');
    expect(line && within(line).getByText('18:00').closest('[aria-hidden=true]')).not.toBeNull();
    expect(line && within(line).queryByRole('img')).toBeNull();
  });

  it('hears how much a search has left', async () => {
    renderApp({ answers: worldOf() });
    await tab('Protokoll');
    fireEvent.change(await screen.findByRole('searchbox', { name: 'Im Protokoll suchen' }), {
      target: { value: 'so etwas steht dort nicht' },
    });
    await waitFor(() => expect(spoken()).toContain('0 gefunden'));
    expect(screen.getByRole('button', { name: 'Suche leeren' })).toBeDefined();
    await pressFocused('Filter zurücksetzen');
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  });

  it('hears that something did not work', async () => {
    const pane = renderApp({ answers: worldOf({ me: withConnection({ state: 'paused' }) }) });
    pane.answer({ me: withConnection({ state: 'paused' }) });
    await press('Fortsetzen');
    expect((await screen.findByText(/^Das hat nicht geklappt/)).getAttribute('role')).toBe('alert');
  });

  it('is told of which calendar each half of a conflict is', async () => {
    renderApp({ answers: worldOf() });
    await tab(/Konflikte/);
    const [card] = await screen.findAllByTestId('conflict-card');
    if (card === undefined) throw new Error('no card');
    fireEvent.click(card);
    await heading(/Überschneidung/);
    expect(screen.getByText('Outlook:').nextElementSibling?.textContent).toBe('Kundentermin außer Haus');
    expect(screen.getByText('TIMIFY:')).toBeDefined();
  });

  it('hears what a question is about before the answer to it', async () => {
    const asking = conflicts.map((one) => ({ ...one, actions: ['keep-both', 'cancel-booking'] }));
    renderApp({ answers: worldOf({ answers: { conflicts: { items: asking } } }) });
    await tab(/Konflikte/);
    const [card] = await screen.findAllByTestId('conflict-card');
    if (card === undefined) throw new Error('no card');
    fireEvent.click(card);
    await press(/^Buchung absagen/);
    expect(describedBy(await screen.findByRole('dialog', { hidden: true }))).toMatch(
      /^Die Buchung wird in TIMIFY abgesagt\. ./,
    );
  });

  it('is told the person at the head of each row', async () => {
    renderApp({ answers: worldOf({ me: ADMIN }) });
    await heading('Übersicht');
    const heads = await screen.findAllByRole('rowheader');
    expect(heads.map(({ textContent }) => textContent)).toContainEqual(
      expect.stringContaining('Lena Berger'),
    );
  });
});
