import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Me } from '../../shared/me.ts';
import { SignInFault } from '../src/host/signInFault.ts';
import { connection, INVITED, me, openInvitation } from './fixtures.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const needsConsent: Me['access'] = {
  state: 'consent-required',
  scopes: ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite'],
  claims: null,
};

describe('connecting', () => {
  it('takes an invited person from the invitation to the running import', async () => {
    const pane = renderApp({ answers: worldOf({ me: INVITED }) });
    await heading('Outlook und TIMIFY, immer auf demselben Stand');
    expect(screen.getByText(/Optik Lindner lädt Sie ein, den Kalender „Lena Berger“/)).toBeDefined();
    await press('Weiter');
    await heading('Was soll abgeglichen werden?');
    fireEvent.click(await screen.findByRole('checkbox', { name: /Team Optik/ }));
    fireEvent.click(screen.getByRole('switch', { name: 'Outlook-Termine in TIMIFY' }));
    await press('Vorschau ansehen');
    await heading('Vorschau');
    expect(await screen.findByText('214')).toBeDefined();
    await press('Verbinden');
    await heading('Ihre Kalender werden abgeglichen');
    expect(
      pane.sent.find(({ path, method }) => path === '/api/connections' && method === 'POST')?.body,
    ).toEqual({
      invitation: 'inv-1',
      calendars: ['cal-1', 'cal-2'],
      writeCalendar: 'cal-1',
      settings: { anonymous: { toTimify: true } },
    });
    expect(pane.windows).toEqual([]);
  });

  it('offers notes for whatever travels with them, names of events only where events do', async () => {
    const unlocked = { ...openInvitation, settings: { ...openInvitation.settings, locked: [] } };
    renderApp({ answers: worldOf({ me: { ...INVITED, invitations: [unlocked] } }) });
    await press('Weiter');
    fireEvent.click(await screen.findByRole('radio', { name: 'Nur TIMIFY → Outlook' }));
    expect(screen.getByRole('switch', { name: 'Notizen der Termine und Buchungen' })).toBeDefined();
    expect(screen.queryByRole('switch', { name: 'Namen der Termine' })).toBeNull();
    fireEvent.click(screen.getByRole('switch', { name: 'Buchungen in Outlook' }));
    expect(screen.queryByRole('switch', { name: 'Notizen der Termine und Buchungen' })).toBeNull();
  });

  it('insists on a calendar', async () => {
    renderApp({ answers: worldOf({ me: INVITED }) });
    await press('Weiter');
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Kalender/ }));
    await press('Vorschau ansehen');
    expect(await screen.findByText('Wählen Sie mindestens einen Kalender.')).toBeDefined();
  });

  it('opens Microsoft’s window from the button only, and then goes on by itself', async () => {
    const pane = renderApp({
      answers: worldOf({ me: { ...INVITED, invitations: [], access: needsConsent } }),
    });
    await heading('Outlook und TIMIFY, immer auf demselben Stand');
    expect(screen.getByText('Gleich fragt Microsoft nach Ihrer Zustimmung')).toBeDefined();
    expect(pane.windows).toEqual([]);
    pane.answer(worldOf({ me: INVITED }));
    await press('Weiter zu Microsoft');
    await heading('Was soll abgeglichen werden?');
    expect(pane.windows).toEqual(['consent User.Read Calendars.Read Calendars.ReadWrite']);
  });

  it('asks to read in the window that signs in, where the window is ours', async () => {
    const pane = renderApp({ answers: worldOf({ me: INVITED }), signedOut: true });
    await press('Weiter zu Microsoft');
    await heading('Was soll abgeglichen werden?');
    expect(pane.windows).toEqual(['sign-in 2 rights']);
  });

  it('does not try again by itself when the window was closed or blocked', async () => {
    const pane = renderApp({
      answers: worldOf({ me: INVITED }),
      signedOut: true,
      windowFault: new SignInFault('blocked'),
    });
    await press('Weiter zu Microsoft');
    expect(await screen.findByText(/Ihr Browser hat das Fenster von Microsoft blockiert/)).toBeDefined();
    expect(pane.windows).toHaveLength(1);
  });

  it('says when the admin has to agree, with a link to hand on', async () => {
    renderApp({
      answers: worldOf({ me: { ...INVITED, access: needsConsent } }),
      windowFault: new SignInFault('consent', 'access_denied', 'corr-1'),
    });
    await press('Weiter zu Microsoft');
    await heading('Ihr Administrator muss zustimmen');
    expect(screen.getByRole('button', { name: 'Link kopieren' })).toBeDefined();
    expect(screen.getByText(/corr-1/)).toBeDefined();
  });

  it('asks for one more right when the chosen direction needs it', async () => {
    const refused = { refuse: 'consent_required', status: 403, facts: { scopes: ['Calendars.ReadWrite'] } };
    const pane = renderApp({ answers: worldOf({ me: INVITED, answers: { preview: refused } }) });
    await press('Weiter');
    await press('Vorschau ansehen');
    await heading('Gleich fragt Microsoft nach Ihrer Zustimmung');
    pane.answer(worldOf({ me: INVITED }));
    await press('Weiter zu Microsoft');
    await heading('Vorschau');
    expect(pane.windows).toEqual(['consent Calendars.ReadWrite']);
  });
});

describe('an invitation', () => {
  const invitation = { ...openInvitation, email: 'l…@lindner.example' };

  it('for another address asks first, and shows nothing of the resource', async () => {
    const answers = worldOf({
      me: INVITED,
      answers: {
        openInvitation: { ...invitation, match: 'different' },
        connect: { ...connection, state: 'awaiting-approval' },
      },
    });
    const pane = renderApp({ answers, linkToken: 's3cr3t' });
    await heading('Ist das das richtige Konto?');
    await press('Trotzdem dieses Konto verwenden');
    await press('Weiter');
    await press('Verbinden');
    await heading('Ihre Administration muss die Verbindung freigeben');
    expect(pane.sent.some(({ path }) => path === '/api/preview')).toBe(false);
  });

  it('accepted by whoever has said "go on" already leads straight on: the first page is not shown again', async () => {
    const answers = worldOf({
      me: INVITED,
      answers: { openInvitation: { ...invitation, match: 'different' } },
    });
    renderApp({ answers, linkToken: 's3cr3t', signedOut: true });
    await press('Weiter zu Microsoft');
    await heading('Ist das das richtige Konto?');
    const shown: string[] = [];
    const watch = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const { textContent } of addedNodes) shown.push(textContent ?? '');
    });
    watch.observe(document.body, { childList: true, subtree: true });
    await press('Trotzdem dieses Konto verwenden');
    await heading('Was soll abgeglichen werden?');
    watch.disconnect();
    expect(shown.join()).not.toContain('Outlook und TIMIFY, immer auf demselben Stand');
  });

  it('that is over says since when', async () => {
    const refused = {
      refuse: 'invitation_expired',
      status: 410,
      facts: { expiresAt: '2026-11-20T10:00:00.000Z' },
    };
    renderApp({
      answers: worldOf({ me: { ...INVITED, invitations: [] }, answers: { openInvitation: refused } }),
      linkToken: 's3cr3t',
    });
    await heading('Diese Einladung gilt nicht mehr');
    expect(await screen.findAllByText(/am 20\.\sNov\. 2026 abgelaufen/)).not.toHaveLength(0);
  });

  it.each([
    ['withdrawn', 'Ihr Unternehmen hat sie zurückgenommen.'],
    ['replaced', 'Eine neuere Einladung ist an ihre Stelle getreten.'],
    ['used', 'Sie wurde schon verwendet.'],
  ])('that was %s says so, and tells no date that is still to come', async (reason, text) => {
    const refused = {
      refuse: 'invitation_expired',
      status: 410,
      facts: { reason, expiresAt: '2026-12-08T10:00:00.000Z' },
    };
    renderApp({
      answers: worldOf({ me: { ...INVITED, invitations: [] }, answers: { openInvitation: refused } }),
      linkToken: 's3cr3t',
    });
    await heading('Diese Einladung gilt nicht mehr');
    expect(await screen.findAllByText(text)).not.toHaveLength(0);
    expect(screen.queryByText(/Dez/)).toBeNull();
  });

  it('that was taken back in the last moment: looked at again, the pane shows what is true now', async () => {
    const refused = { refuse: 'invitation_expired', status: 410, facts: { reason: 'withdrawn' } };
    const pane = renderApp({ answers: worldOf({ me: INVITED, answers: { connect: refused } }) });
    await press('Weiter');
    await press('Vorschau ansehen');
    await screen.findByText('214');
    await press('Verbinden');
    await heading('Diese Einladung gilt nicht mehr');
    pane.answer(worldOf({ me: { ...INVITED, invitations: [] } }));
    await press('Erneut prüfen');
    await heading('Noch keine Einladung');
  });

  it('that nobody has sent can be asked for', async () => {
    renderApp({ answers: worldOf({ me: { ...INVITED, invitations: [] } }) });
    await heading('Noch keine Einladung');
    expect(screen.getByRole('button', { name: 'Anfrage kopieren' })).toBeDefined();
  });
});

it('speaks English where the host does', async () => {
  renderApp({ answers: worldOf({ me: INVITED }), language: 'en' });
  await heading('Outlook and TIMIFY, always in step');
  await press('Continue');
  await waitFor(() => expect(screen.getByRole('button', { name: 'See the preview' })).toBeDefined());
  expect(me.user.name).toBe('Lena Berger');
});
