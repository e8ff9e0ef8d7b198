import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../shared/items.ts';
import { log } from './fixtures.ts';
import { heading, press, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const [known] = log;
if (known === undefined) throw new Error('no entry');
const entry = (id: string, title: string): LogEntry => ({ ...known, id, title, undoable: false });

/** Three pages of one entry each; what is asked for is found on the last. */
const PAGES: Readonly<Record<string, { readonly items: readonly LogEntry[]; readonly next?: string }>> = {
  '': { items: [entry('e1', 'Erster')], next: 'two' },
  two: { items: [entry('e2', 'Zweiter')], next: 'three' },
  three: { items: [entry('e3', 'Dritter')] },
};
const paged = worldOf({
  answers: { log: (query: URLSearchParams) => PAGES[query.get('after') ?? ''] },
});

/** What the browser was given to save. */
const saved: Blob[] = [];

beforeEach(() => {
  saved.length = 0;
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        saved.push(blob);
        return 'blob:saved';
      },
      revokeObjectURL: () => undefined,
    }),
  );
});

describe('a log of several pages', () => {
  const open = async () => {
    const pane = renderApp({ answers: paged });
    await tab('Protokoll');
    await heading('Protokoll');
    await screen.findByText(/Erster/);
    return pane;
  };

  it('says how much of it a search has seen, and looks through the rest', async () => {
    await open();
    expect(screen.queryByText(/durchsucht/)).toBeNull();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'dritter' } });
    expect(await screen.findByText('Nichts gefunden.', { exact: false })).toBeDefined();
    expect(screen.getByText(/^Bisher wurde nur 1 Eintrag durchsucht\./)).toBeDefined();
    await press('Alle durchsuchen');
    expect(await screen.findByText(/Dritter/)).toBeDefined();
    await waitFor(() => expect(screen.queryByText(/durchsucht/)).toBeNull());
    expect(screen.queryByRole('button', { name: 'Frühere laden' })).toBeNull();
  });

  it('is saved as a whole', async () => {
    await open();
    await press('Als Datei speichern');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'JSON', hidden: true }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const entries = JSON.parse((await saved[0]?.text()) ?? '') as LogEntry[];
    expect(entries.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3']);
  });

  it('that could not be loaded is not saved in part', async () => {
    const pane = await open();
    pane.answer({ ...paged, log: { refuse: 'unexpected', status: 500 } });
    await press('Als Datei speichern');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'CSV', hidden: true }));
    expect(
      await screen.findByText(/^Das hat nicht geklappt\. Bitte versuchen Sie es erneut\./),
    ).toBeDefined();
    expect(saved).toEqual([]);
  });
});

it('rows of one series tell when each of them is', async () => {
  const on = (id: string, day: string): LogEntry => ({
    ...entry(id, 'Teamrunde'),
    span: { start: `${day}T09:00:00.000Z`, end: `${day}T10:00:00.000Z` },
  });
  const items = [on('s1', '2026-11-25'), on('s2', '2026-12-02')];
  renderApp({ answers: worldOf({ answers: { log: { items } } }) });
  await tab('Protokoll');
  expect(await screen.findByText(/25\..Nov\., 10:00–11:00/)).toBeDefined();
  expect(screen.getByText(/2\..Dez\., 10:00–11:00/)).toBeDefined();
});

describe('what lies outside the window', () => {
  const far = { ...entry('far', 'Yoga 2029'), rule: 'skip.outside-window', outcome: 'skipped' } as const;
  const near = entry('near', 'Zahnarzt');
  const answers = {
    log: (query: URLSearchParams) => ({ items: query.get('inWindow') === 'true' ? [near] : [near, far] }),
  };

  it('is listed only where somebody asks for what was left out', async () => {
    renderApp({ answers: worldOf({ answers }) });
    await tab('Protokoll');
    expect(await screen.findByText(/Zahnarzt/)).toBeDefined();
    expect(screen.queryByText(/Yoga/)).toBeNull();
    const search = screen.getByRole('searchbox');
    const chip = screen.getByRole('button', { name: 'Nicht übertragen' });
    fireEvent.click(chip);
    expect(await screen.findByText(/Yoga/)).toBeDefined();
    expect(screen.queryByText(/Zahnarzt/)).toBeNull();
    // What was pressed and typed into is still the same: nobody loses their place.
    expect(screen.getByRole('searchbox')).toBe(search);
    expect(screen.getByRole('button', { name: 'Nicht übertragen' })).toBe(chip);
  });
});

it('a log in which nothing stands yet has nothing to search', async () => {
  renderApp({ answers: worldOf({ answers: { log: { items: [] } } }) });
  await tab('Protokoll');
  expect(await screen.findByText('Noch keine Änderungen.')).toBeDefined();
  expect(screen.getByText('Hier wird jede Änderung stehen, mit ihrem Grund.')).toBeDefined();
  expect(screen.queryByRole('searchbox')).toBeNull();
});
