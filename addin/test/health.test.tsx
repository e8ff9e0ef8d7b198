import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { health, noHealth } from '../../sandbox/gallery/fixtures/admin.ts';
import { ADMIN } from './fixtures.ts';
import { heading, press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

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
