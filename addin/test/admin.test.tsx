import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ADMIN, company, companySettings, freshCompany, resources } from './fixtures.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it('connects TIMIFY, with each fault at its field', async () => {
  const refused = { refuse: 'timify_credentials', status: 400, facts: { field: 'appSecret' } };
  const answers = { companies: { items: [] }, connectCompany: refused };
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
        connectCompany: freshCompany,
      },
    }),
  );
  await press('Prüfen');
  expect(await screen.findByText('Besitz bestätigt')).toBeDefined();
  expect(screen.getByText(freshCompany.webhook.headerValue ?? '')).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>('App-Geheimnis').value).toBe('');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Ich stimme im Namen von Optik Lindner zu.' }));
  await press('Zustimmen und weiter');
  await heading('Übersicht');
  expect(pane.sent.some(({ path }) => path === '/api/companies/com-1/privacy')).toBe(true);
});

it('moves a company that another organisation has, with the code from the mail', async () => {
  const taken = {
    refuse: 'company_taken',
    status: 409,
    facts: { field: 'timifyCompanyId', contact: 'i…@lindner.example' },
  };
  const sendCode = { contact: 'i…@lindner.example', expiresAt: '2026-11-24T10:30:00.000Z' };
  const answers = { companies: { items: [] }, connectCompany: taken, sendCode };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers }) });
  await heading('TIMIFY verbinden');
  type('App-ID', 'app');
  type('App-Geheimnis', 'secret');
  type('Firmen-ID', '5f1c9e2a7b5f1c9e2a7b5f1c');
  await press('Prüfen');
  expect(await screen.findByText('Eine andere Organisation hat diese Firma.')).toBeDefined();
  await press('Code an i…@lindner.example senden');
  await screen.findByText('An i…@lindner.example gesendet. Der Code gilt 30 Minuten.');
  type('Code aus der E-Mail', 'AAAA-AAAA');
  const wrong = { refuse: 'code_wrong', status: 403, facts: { field: 'code', triesLeft: 4 } };
  pane.answer(worldOf({ me: ADMIN, answers: { ...answers, connectCompany: wrong } }));
  await press('Hierher umziehen');
  expect(await screen.findByText('Das ist nicht der Code.')).toBeDefined();
  type('Code aus der E-Mail', 'K7QM-2XHP');
  const moved = { ...company, privacyAccepted: false };
  pane.answer(worldOf({ me: ADMIN, answers: { ...answers, connectCompany: moved } }));
  await press('Hierher umziehen');
  expect(await screen.findByText('Besitz bestätigt')).toBeDefined();
  expect(pane.sent.filter(({ path }) => path === '/api/company').at(-1)?.body).toEqual({
    timifyCompanyId: '5f1c9e2a7b5f1c9e2a7b5f1c',
    appId: 'app',
    appSecret: 'secret',
    code: 'K7QM-2XHP',
  });
  expect(screen.queryByLabelText('Code aus der E-Mail')).toBeNull();
});

it('invites everybody who is not yet invited, in three clicks', async () => {
  const pane = renderApp({ answers: worldOf({ me: ADMIN }) });
  await heading('Übersicht');
  await press('Alle 3 einladen …');
  const dialog = await screen.findByRole('dialog', { hidden: true });
  fireEvent.click(await within(dialog).findByRole('button', { name: 'Senden', hidden: true }));
  await waitFor(() =>
    expect(pane.sent).toContainEqual({
      method: 'POST',
      path: '/api/companies/com-1/invitations',
      body: { resourceIds: ['r7', 'r8', 'r17'], send: true, language: 'de' },
    }),
  );
});

const NOBODY_KNOWN = { resourceId: 'r7', url: null, expiresAt: null, sent: false, refused: 'not-found' };
const sendInvitations = async () => {
  await press('Alle 3 einladen …');
  const dialog = await screen.findByRole('dialog', { hidden: true });
  fireEvent.click(await within(dialog).findByRole('button', { name: 'Senden', hidden: true }));
};
const LINK = 'https://sync.example/tab.html?invitation=';
const invited = (resourceId: string, sent: boolean) => ({
  ...{ resourceId, url: `${LINK}${resourceId}`, expiresAt: '2026-12-08T09:00:00.000Z', sent },
  refused: sent ? null : 'mail-failed',
});

it('gives the links of invitations whose mail could not be sent', async () => {
  const copied: string[] = [];
  const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  const invite = { items: [invited('r7', true), invited('r8', false), invited('r17', false)] };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: { invite } }) });
  await heading('Übersicht');
  // Everybody is invited from then on: the button that asked is gone.
  const items = resources.filter(
    ({ state }) => !['not-invited', 'invitation-expired', 'deactivated'].includes(state),
  );
  pane.answer(worldOf({ me: ADMIN, answers: { invite, resources: { items } } }));
  await sendInvitations();
  const title = '2 eingeladen, aber die E-Mails ließen sich nicht senden';
  const dialog = await screen.findByRole('dialog', { name: title, hidden: true });
  expect(await screen.findByText(/^1 Einladung gesendet/)).toBeDefined();
  expect(screen.queryByText(/nicht einladen/)).toBeNull();
  for (const name of within(dialog).getAllByRole('button', { name: /^Link kopieren: /, hidden: true }))
    fireEvent.click(name);
  await waitFor(() => expect(copied).toEqual([`${LINK}r8`, `${LINK}r17`]));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Schließen', hidden: true }));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: title, hidden: true })).toBeNull());
});

it('counts who could not be invited apart from who was', async () => {
  const invite = { items: [invited('r7', true), NOBODY_KNOWN] };
  renderApp({ answers: worldOf({ me: ADMIN, answers: { invite } }) });
  await heading('Übersicht');
  await sendInvitations();
  expect(await screen.findByText(/^1 Einladung gesendet.* 1 ließ sich nicht einladen\.$/)).toBeDefined();
  expect(screen.queryByText(/E-Mails? ließ/)).toBeNull();
});

it('locks a setting for everybody', async () => {
  const pane = renderApp({ answers: worldOf({ me: ADMIN }) });
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

it('asks what becomes of the copies that a company-wide direction would leave, and repeats with the answer', async () => {
  const counts = { create: 0, update: 0, delete: 86, skip: 0, conflict: 0 };
  const refused = { refuse: 'copies_required', status: 409, facts: { counts } };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: { changeCompanySettings: refused } }) });
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  fireEvent.click(await screen.findByRole('combobox', { name: 'Richtung' }));
  fireEvent.click(await screen.findByRole('option', { name: 'Nur Outlook → TIMIFY' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  expect(within(dialog).getByText('86 Kopien gehörten zu keiner Regel mehr.')).toBeDefined();
  const changed = { ...companySettings, direction: 'office-to-timify' };
  pane.answer(worldOf({ me: ADMIN, answers: { changeCompanySettings: changed } }));
  fireEvent.click(within(dialog).getByRole('radio', { name: /Kopien behalten/, hidden: true }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Speichern', hidden: true }));
  await waitFor(() =>
    expect(pane.sent).toContainEqual({
      method: 'PATCH',
      path: '/api/companies/com-1/settings',
      body: { direction: 'office-to-timify', copies: 'keep' },
    }),
  );
  expect(await screen.findByText('Gespeichert')).toBeDefined();
});

it.each([
  ['not-found', 'Das hat nicht geklappt. Es wurde niemand eingeladen.'],
  ['mail-failed', /^Die E-Mail ließ sich nicht senden/],
])('says that an invitation was not sent: %s', async (refused, said) => {
  const invite = { items: [{ ...NOBODY_KNOWN, refused }] };
  renderApp({ answers: worldOf({ me: ADMIN, answers: { invite } }) });
  await heading('Übersicht');
  const [button] = await screen.findAllByRole('button', { name: 'Einladen' });
  if (button === undefined) throw new Error('nobody to invite');
  fireEvent.click(button);
  expect(await screen.findByText(said)).toBeDefined();
  expect(screen.queryByText(/Einladung gesendet/)).toBeNull();
});

it('says that an act on a row did not work', async () => {
  renderApp({
    answers: worldOf({ me: ADMIN, answers: { invite: { refuse: 'timify_unavailable', status: 503 } } }),
  });
  await heading('Übersicht');
  const [button] = await screen.findAllByRole('button', { name: 'Einladen' });
  if (button === undefined) throw new Error('nobody to invite');
  fireEvent.click(button);
  expect(await screen.findByText('Das hat nicht geklappt. Bitte versuchen Sie es erneut.')).toBeDefined();
});

it('tells how many settings could not be applied to, and how many rest', async () => {
  const applied = { connections: 4, done: 2, pending: 1, failed: 1, skipped: 2 };
  renderApp({ answers: worldOf({ me: ADMIN, answers: { applyCompanySettings: applied } }) });
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  await press(/bestehende anwenden …$/);
  const dialog = await screen.findByRole('dialog', { hidden: true });
  fireEvent.click(within(dialog).getByRole('button', { name: /^Auf .* anwenden$/, hidden: true }));
  const toast = await screen.findByText(/^Auf 3 Ressourcen angewendet\./);
  expect(toast.textContent).toContain('Bei 1 hat es nicht geklappt');
  expect(toast.textContent).toContain('2 sind angehalten');
});

const openApply = async () => {
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Einstellungen', hidden: true }));
  await press(/bestehende anwenden …$/);
  return within(await screen.findByRole('dialog', { hidden: true }));
};

it('says that nothing could be planned, and tries again', async () => {
  const preview = { refuse: 'timify_unavailable', status: 503 };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers: { preview } }) });
  const dialog = await openApply();
  expect(await dialog.findByText(/^Was geschähe, ließ sich nicht berechnen\./)).toBeDefined();
  pane.answer(worldOf({ me: ADMIN }));
  fireEvent.click(dialog.getByRole('button', { name: 'Erneut versuchen', hidden: true }));
  expect(await dialog.findByText('Blocker neu in TIMIFY')).toBeDefined();
});

it('says that settings would reach nobody', async () => {
  const items = resources.filter(({ state }) => state === 'paused');
  renderApp({ answers: worldOf({ me: ADMIN, answers: { resources: { items } } }) });
  expect(await (await openApply()).findByText(/^Zurzeit gleicht kein Kalender ab;/)).toBeDefined();
});

it('shows nothing of this in the task pane, nor to others', async () => {
  renderApp({ answers: worldOf({ me: ADMIN }), canAdminister: false });
  await heading('Noch keine Einladung');
});
