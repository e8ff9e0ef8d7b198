import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ERASED } from '../../sandbox/gallery/fixtures/account.ts';
import { ADMIN, freshCompany, INVITED, openInvitation } from './fixtures.ts';
import { heading, press, tab } from './hands.ts';
import { watched } from './moments.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const title = (): string => document.querySelector('h1')?.textContent ?? '';

// First in this file: later the page's code is there already.
it('the button that signs in stays busy until the page stands that it leads to', async () => {
  renderApp({ answers: worldOf(), signedOut: true });
  await screen.findByTestId('connect-start');
  const busy = watched(() => screen.queryByTestId('connect-start')?.getAttribute('aria-busy'));
  await press('Weiter zu Microsoft');
  await heading('3 Konflikte offen');
  expect(busy).toEqual(['true', undefined]);
});

it('an account is switched once however often it is pressed', async () => {
  const openOffer = { ...openInvitation, email: 'l…@lindner.example', match: 'different' };
  const answers = worldOf({ me: INVITED, answers: { openInvitation: openOffer } });
  const pane = renderApp({ answers, linkToken: 's3cr3t' });
  const button = await screen.findByRole('button', { name: 'Konto wechseln' });
  pane.answer(worldOf({ me: INVITED, answers: { openInvitation: { ...openOffer, match: 'equal' } } }));
  fireEvent.click(button);
  fireEvent.click(button);
  await heading('Outlook und TIMIFY, immer auf demselben Stand');
  expect(pane.windows).toEqual(['switch']);
});

it('whoever has erased everything sees what comes next, and no page in between', async () => {
  const pane = renderApp({ answers: worldOf({ answers: { eraseConnection: ERASED } }) });
  await tab('Einstellungen');
  await press(/^Meine Daten/);
  await press('Alle Daten löschen …');
  fireEvent.click(await screen.findByRole('button', { name: 'Alle Daten löschen', hidden: true }));
  await heading('Alles ist gelöscht');
  pane.answer(worldOf({ me: INVITED }));
  const titles = watched(title);
  await press('Fertig');
  await heading('Outlook und TIMIFY, immer auf demselben Stand');
  expect(new Set(titles)).toEqual(new Set(['Alles ist gelöscht', title()]));
});

it('whoever connects TIMIFY stays on that page, with what they have typed', async () => {
  const answers = { companies: { items: [] }, connectCompany: freshCompany };
  renderApp({ answers: worldOf({ me: ADMIN, answers }) });
  await heading('TIMIFY verbinden');
  const typed = { 'App-ID': 'app', 'App-Geheimnis': 'secret', 'Firmen-ID': '5f1c9e2a7b5f1c9e2a7b5f1c' };
  for (const [label, value] of Object.entries(typed))
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const titles = watched(title);
  await press('Prüfen');
  expect(await screen.findByText('Besitz bestätigt')).toBeDefined();
  expect(new Set(titles)).toEqual(new Set(['TIMIFY verbinden']));
  expect(screen.getByLabelText<HTMLInputElement>('App-ID').value).toBe('app');
});
