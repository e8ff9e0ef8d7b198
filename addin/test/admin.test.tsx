import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { adminAnswers, company } from './fixtures/admin.ts';
import { renderApp } from './renderApp.tsx';
import { ADMIN, worldOf } from './world.ts';

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it('connects TIMIFY, with each fault at its field', async () => {
  const refused = { refuse: 'timify_credentials', status: 400, facts: { field: 'appSecret' } };
  const answers = { ...adminAnswers, companies: { items: [] }, connectCompany: refused };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers }) });
  await heading('TIMIFY verbinden');
  type('App-ID', 'app');
  type('App-Geheimnis', 'secret');
  type('Firmen-ID', '5f1c9e2a7b5f1c9e2a7b5f1c');
  await press('Prüfen');
  expect(await screen.findByText('Geheimnis stimmt nicht')).toBeDefined();
  pane.answer(
    worldOf({
      me: ADMIN,
      answers: {
        ...answers,
        connectCompany: {
          ...company,
          privacyAccepted: false,
          webhook: { ...company.webhook, headerValue: 'once' },
        },
      },
    }),
  );
  await press('Prüfen');
  expect(await screen.findByText('Besitz bestätigt')).toBeDefined();
  expect(screen.getByText('once')).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>('App-Geheimnis').value).toBe('');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Ich stimme im Namen von Optik Lindner zu.' }));
  await press('Zustimmen und weiter');
  await heading('Übersicht');
  expect(pane.sent.some(({ path }) => path === '/api/companies/com-1/privacy')).toBe(true);
});

it('invites everybody who is not yet invited, in three clicks', async () => {
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: adminAnswers }) });
  await heading('Übersicht');
  await press('Alle 2 einladen …');
  const dialog = await screen.findByRole('dialog', { hidden: true });
  fireEvent.click(await within(dialog).findByRole('button', { name: 'Senden', hidden: true }));
  await waitFor(() =>
    expect(pane.sent).toContainEqual({
      method: 'POST',
      path: '/api/companies/com-1/invitations',
      body: { resourceIds: ['r7', 'r8'], send: true, language: 'de' },
    }),
  );
});

it('locks a setting for everybody', async () => {
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: adminAnswers }) });
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  await press('Sperren: Richtung');
  await waitFor(() =>
    expect(pane.sent).toContainEqual({
      method: 'PATCH',
      path: '/api/companies/com-1/settings',
      body: { locked: ['anonymous.toOffice', 'direction'] },
    }),
  );
});

it('shows nothing of this in the task pane, nor to others', async () => {
  renderApp({ answers: worldOf({ me: ADMIN, answers: adminAnswers }), canAdminister: false });
  await heading('Noch keine Einladung');
});
