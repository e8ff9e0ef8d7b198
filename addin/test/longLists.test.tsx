import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Conflict } from '../../shared/items.ts';
import { ADMIN, conflicts, log, resources } from './fixtures.ts';
import { heading, press, tab } from './hands.ts';
import { watchedEnds } from './nearEnd.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

afterEach(() => vi.unstubAllGlobals());

function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('an empty list');
  return one;
}
const manyOf = <T extends object>(n: number, one: T): (T & { readonly id: string })[] =>
  Array.from({ length: n }, (_, at) => ({ ...one, id: `n-${String(at)}` }));

/** A list that the server gives page by page. */
const paged =
  <T extends { readonly id: string }>(all: readonly T[]) =>
  (query: URLSearchParams) => {
    const from = all.findIndex(({ id }) => id === query.get('after')) + 1;
    const items = all.slice(from, from + Number(query.get('limit')));
    const isLast = from + items.length >= all.length;
    return isLast ? { items } : { items, next: items.at(-1)?.id };
  };

const entries = manyOf(120, { ...first(log), undoable: false }).map((one, at) => ({
  ...one,
  title: `Eintrag ${String(at)}`,
}));

describe('the log', () => {
  const open = async () => {
    const pane = renderApp({ answers: worldOf({ answers: { log: paged(entries) } }) });
    await tab('Protokoll');
    await screen.findByText(/Eintrag 49\b/);
    return pane;
  };

  it('goes on by itself as its end comes near, and says how far it is', async () => {
    const { comeNear, roots } = watchedEnds();
    await open();
    expect(screen.getByText('50 gezeigt, es gibt weitere')).toBeDefined();
    await waitFor(() => expect(roots()).toEqual([document]));
    await comeNear();
    expect(await screen.findByText(/Eintrag 99\b/)).toBeDefined();
    expect(screen.getAllByText('100 gezeigt, es gibt weitere')[0]?.closest('[role=status]')).toBeNull();
    await waitFor(() =>
      expect(document.querySelector('[role=status]')?.textContent).toBe('100 gezeigt, es gibt weitere'),
    );
    await comeNear();
    expect(await screen.findByText(/Eintrag 119\b/)).toBeDefined();
    expect(screen.getAllByText('Alle 120 gezeigt')[0]).toBeDefined();
    await waitFor(() => expect(roots()).toEqual([]));
  });

  it('has a button where the browser does not tell, and keeps the focus when it goes', async () => {
    await open();
    const button = () => screen.getByText<HTMLButtonElement>('Frühere laden');
    button().focus();
    fireEvent.click(button());
    await screen.findByText(/Eintrag 99\b/);
    expect(document.activeElement).toBe(button());
    fireEvent.click(button());
    await screen.findByText(/Eintrag 119\b/);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Alle 120 gezeigt'));
  });

  it('stands still where a search narrows it, and after a fault until somebody presses', async () => {
    const { comeNear, roots } = watchedEnds();
    const pane = await open();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'Eintrag 7' } });
    await screen.findByText(/^Bisher wurden nur 50 Einträge/);
    await waitFor(() => expect(roots()).toEqual([]));
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: '' } });
    await waitFor(() => expect(roots()).toHaveLength(1));
    pane.answer(worldOf({ answers: { log: { refuse: 'unexpected', status: 500 } } }));
    await comeNear();
    await screen.findByText('Das hat nicht geklappt. Bitte versuchen Sie es erneut.');
    await waitFor(() => expect(roots()).toEqual([]));
    pane.answer(worldOf({ answers: { log: paged(entries) } }));
    fireEvent.click(screen.getByText('Frühere laden'));
    expect(await screen.findByText(/Eintrag 99\b/)).toBeDefined();
  });
});

describe('conflicts', () => {
  const known: Conflict = first(conflicts);
  const open = manyOf(120, { ...known, closedAt: undefined });

  it('are counted as a whole, and shown as the reader comes to them', async () => {
    const { comeNear } = watchedEnds();
    renderApp({ answers: worldOf({ answers: { conflicts: paged(open) } }) });
    await tab(/Konflikte/);
    await heading('120 Konflikte');
    expect(screen.getAllByTestId('conflict-card')).toHaveLength(100);
    expect(screen.getByText('100 von 120 gezeigt')).toBeDefined();
    await comeNear();
    expect(screen.getAllByTestId('conflict-card')).toHaveLength(120);
  });

  it('that are solved go on, too', async () => {
    const { comeNear } = watchedEnds();
    const closed = open.map((one) => ({ ...one, closedAt: '2026-11-20T09:00:00.000Z', closedBy: 'person' }));
    const answer = (query: URLSearchParams) =>
      query.get('state') === 'open' ? { items: [] } : paged(closed)(query);
    renderApp({ answers: worldOf({ answers: { conflicts: answer } }) });
    await tab(/Konflikte/);
    fireEvent.click(await screen.findByRole('button', { name: 'Gelöste Konflikte ansehen' }));
    await screen.findByText('100 gezeigt, es gibt weitere');
    await comeNear();
    await screen.findAllByText('Alle 120 gezeigt');
  });

  it('of everyone are counted and sorted as a whole', async () => {
    const { comeNear } = watchedEnds();
    const named = open.map((one, at) => ({ ...one, resourceName: at < 110 ? 'Zoe' : 'Anna' }));
    renderApp({ answers: worldOf({ me: ADMIN, answers: { companyConflicts: paged(named) } }) });
    await heading('Übersicht');
    await tab(/Konflikte/);
    await heading('120 Konflikte');
    const names = () => [...document.querySelectorAll('h2')].map(({ textContent }) => textContent);
    expect(names()).toEqual(['Anna', 'Zoe']);
    expect(screen.getAllByTestId('conflict-card')).toHaveLength(100);
    await comeNear();
    expect(screen.getAllByTestId('conflict-card')).toHaveLength(120);
    expect(screen.getAllByText('Alle 120 gezeigt')[0]).toBeDefined();
  });
});

describe('the admin’s lists', () => {
  it('the overview puts more rows on the page as the reader comes to them', async () => {
    const { comeNear } = watchedEnds();
    const items = manyOf(130, first(resources));
    renderApp({ answers: worldOf({ me: ADMIN, answers: { resources: { items } } }) });
    await screen.findByText('100 von 130 gezeigt');
    expect(screen.getAllByTestId('resource-row')).toHaveLength(100);
    await comeNear();
    expect(screen.getAllByTestId('resource-row')).toHaveLength(130);
    expect(screen.getAllByText('Alle 130 gezeigt')[0]).toBeDefined();
  });

  it('the audit goes back to the first act', async () => {
    const { comeNear } = watchedEnds();
    const acts = manyOf(150, {
      at: '2026-11-20T09:00:00.000Z',
      by: 'i1',
      act: 'invite',
      facts: {},
      resources: [],
      undone: null,
    });
    const items = acts.map((one, at) => ({ ...one, act: `Tat ${String(at)}` }));
    renderApp({ answers: worldOf({ me: ADMIN, answers: { audit: paged(items) } }) });
    await heading('Übersicht');
    await press('Mehr');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Nachweise', hidden: true }));
    await screen.findByText('Tat 99');
    expect(screen.queryByText('Tat 100')).toBeNull();
    await comeNear();
    expect(await screen.findByText('Tat 149')).toBeDefined();
    expect(screen.getAllByText('Alle 150 gezeigt')[0]).toBeDefined();
  });
});
