import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { health, noHealth } from '../../sandbox/gallery/fixtures/admin.ts';
import { ADMIN } from './fixtures.ts';
import { heading, press } from './hands.ts';
import { watchedEnds } from './nearEnd.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

afterEach(() => vi.unstubAllGlobals());

const openHealth = async (answer: unknown): Promise<void> => {
  renderApp({ answers: worldOf({ me: ADMIN, answers: { health: answer } }) });
  await heading('Übersicht');
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Zustand', hidden: true }));
  await heading('Zustand');
};

it('says since when its figures count, and who waits for approval', async () => {
  await openHealth({ ...health, items: [], awaiting: 2 });
  expect(await screen.findByText(/^Änderungen seit .*10:00$/)).toBeDefined();
  expect(screen.getByText('2 Personen warten auf Ihre Freigabe.')).toBeDefined();
  expect(screen.queryByText('Niemand braucht Hilfe.')).toBeNull();
  await press('Zur Übersicht');
  await heading('Übersicht');
});

it('says that nobody needs a hand only where that is so', async () => {
  await openHealth(noHealth);
  expect(await screen.findByText('Niemand braucht Hilfe.')).toBeDefined();
});

it('says where TIMIFY keeps no marks what that means, as news and not as a fault', async () => {
  await openHealth({ ...noHealth, keepsMarks: false });
  const told = await screen.findByText(/^TIMIFY speichert hier keine Kennzeichen .* an Zeit und Titel/);
  expect(told.closest('[role=alert]')).toBeNull();
  expect(screen.getByText('Niemand braucht Hilfe.')).toBeDefined();
});

it('and nothing of it where they are kept', async () => {
  await openHealth(noHealth);
  await screen.findByText('Niemand braucht Hilfe.');
  expect(screen.queryByText(/Kennzeichen/)).toBeNull();
});

it('comes page by page, who needs help first, and counts all', async () => {
  const [row] = health.items;
  const rows = Array.from({ length: 120 }, (_, at) => ({
    ...row,
    ...{ connectionId: `c${String(at)}`, resourceName: `Person ${String(at)}` },
    ...(at < 2 ? { state: 'failing', needsHelp: true } : { state: 'in-step', needsHelp: false }),
  }));
  const { comeNear } = watchedEnds();
  await openHealth((query: URLSearchParams) => {
    const from = Number(query.get('after') ?? 0);
    const to = from + Number(query.get('limit'));
    const page = { ...health, items: rows.slice(from, to), total: 120, needHelp: 2, awaiting: 0 };
    return to < rows.length ? { ...page, next: String(to) } : page;
  });
  expect(await screen.findByText('2 von 120 Verbindungen brauchen Ihre Hilfe.')).toBeDefined();
  const shown = () => screen.getAllByRole('button', { name: /^Person \d+ öffnen$/ }).length;
  expect(shown()).toBe(50);
  expect(screen.getByText('50 von 120 gezeigt')).toBeDefined();
  await comeNear();
  await screen.findByText('100 von 120 gezeigt');
  expect(shown()).toBe(100);
  await comeNear();
  expect((await screen.findAllByText('Alle 120 gezeigt'))[0]).toBeDefined();
  expect(shown()).toBe(120);
});
