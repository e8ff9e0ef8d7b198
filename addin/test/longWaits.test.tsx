import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ADMIN, company } from './fixtures.ts';
import { heading, press, tab } from './hands.ts';
import { heldBack } from './heldBack.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf, type Answers } from './world.ts';

const MORE_THAN_A_MOMENT = { timeout: 8000 };
const long = (text: RegExp) => screen.findByText(text, {}, MORE_THAN_A_MOMENT);

const openApply = async (path: RegExp, answers: Answers = {}) => {
  const { wait, letGo } = heldBack(path);
  const pane = renderApp({ answers: worldOf({ answers }), wait });
  await tab('Einstellungen');
  await heading('Einstellungen');
  await press(/bestehende anwenden …$/);
  await heading('Auf Bestehendes anwenden');
  return { pane, letGo };
};

it('a preview that takes long says what is being read, and that one can go back', async () => {
  const { letGo } = await openApply(/\/preview$/);
  expect(await long(/^Beide Kalender werden gelesen und verglichen\./)).toBeDefined();
  expect(screen.getByText(/^Bisher \d/)).toBeDefined();
  letGo();
  expect(await screen.findByText('Blocker neu in TIMIFY')).toBeDefined();
  expect(screen.queryByText(/^Bisher \d/)).toBeNull();
});

it('whoever leaves while settings are applied stays where they went, and is told the result', async () => {
  const { letGo } = await openApply(/\/actions\/apply-settings$/);
  await press(/^Auf \d+ anwenden$/);
  expect(await long(/Einträge werden neu entschieden.*Es läuft weiter/)).toBeDefined();
  await tab('Protokoll');
  await heading('Protokoll');
  letGo();
  await screen.findByText('Die Einstellungen gelten jetzt für alles.');
  expect(screen.getByRole('heading', { level: 1, name: 'Protokoll' })).toBeDefined();
});

it('whoever leaves is told as well that it did not work', async () => {
  const act = { refuse: 'unavailable', status: 503 };
  const { letGo } = await openApply(/\/actions\/apply-settings$/, { act });
  await press(/^Auf \d+ anwenden$/);
  await tab('Protokoll');
  await heading('Protokoll');
  letGo();
  await screen.findByText(/^Die Einstellungen ließen sich nicht auf Bestehendes anwenden\./);
});

const openForAll = async (path: RegExp) => {
  const { wait, letGo } = heldBack(path);
  const pane = renderApp({
    answers: worldOf({ me: ADMIN, answers: { companies: { items: [company] } } }),
    wait,
  });
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  const dialog = async () => {
    await press(/bestehende anwenden …$/);
    return within(await screen.findByRole('dialog', { hidden: true }));
  };
  return { pane, letGo, dialog };
};

it('applying to all goes on when its dialog is closed', async () => {
  const { letGo, dialog } = await openForAll(/\/apply-settings$/);
  const shown = await dialog();
  fireEvent.click(shown.getByRole('button', { name: /^Auf \d+ anwenden$/, hidden: true }));
  expect(await long(/Ressourcen werden neu entschieden\. Sie können das Fenster schließen/)).toBeDefined();
  fireEvent.click(shown.getByRole('button', { name: 'Schließen', hidden: true }));
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull());
  letGo();
  expect(await screen.findByText(/^Auf 4 Ressourcen angewendet\./)).toBeDefined();
});

it('a plan for all is not begun anew when its dialog is opened again', async () => {
  const { pane, dialog } = await openForAll(/never/);
  const shown = await dialog();
  await shown.findByText('Blocker neu in TIMIFY');
  const plans = () => pane.sent.filter(({ path }) => path.endsWith('/preview')).length;
  await waitFor(() => expect(shown.getAllByText(/^Geplant für (\d+) von \1 /)).not.toHaveLength(0));
  const before = plans();
  fireEvent.click(shown.getByRole('button', { name: 'Abbrechen', hidden: true }));
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull());
  const again = await dialog();
  expect(again.getByText('Blocker neu in TIMIFY')).toBeDefined();
  expect(plans()).toBe(before);
});
