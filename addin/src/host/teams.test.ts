import { webcrypto } from 'node:crypto';
import { app } from '@microsoft/teams-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { config } from '../../test/fixtures.ts';
import { framedByTeams } from '../../test/teamsParent.ts';
import { createTeamsHost } from './teams.ts';

/** The real teams-js on one end, its wire protocol on the other. */
const open = () => createTeamsHost(config);

beforeEach(() => {
  window.localStorage.clear();
  if (!('subtle' in window.crypto)) vi.stubGlobal('crypto', webcrypto);
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
});
afterEach(() => {
  // The library holds its state for the life of a page; each case is a page of its own.
  app._uninitialize();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a tab', () => {
  it('knows person, language, theme and where its link leads', async () => {
    framedByTeams({
      context: { theme: 'dark', locale: 'de-de', subEntityId: 'conflict-7', hostName: 'Teams' },
    });
    const host = await open();
    expect(host).toMatchObject({
      kind: 'teams',
      locale: 'de-de',
      accountHint: 'lena@lindner.example',
      deepLink: 'conflict-7',
      theme: { family: 'teams', mode: 'dark' },
    });
  });

  it('wears the web theme inside Outlook', async () => {
    framedByTeams({ context: { theme: 'default', hostName: 'Outlook' } });
    expect((await open())?.theme).toEqual({ family: 'web', mode: 'light' });
  });

  it('follows the theme of its host', async () => {
    const teams = framedByTeams({ context: { theme: 'default', hostName: 'Teams' } });
    const host = await open();
    const seen: unknown[] = [];
    const stop = host?.onThemeChange((theme) => seen.push(theme));
    teams.push('themeChange', ['contrast']);
    await vi.waitFor(() => expect(seen).toEqual([{ family: 'teams', mode: 'contrast' }]));
    stop?.();
    teams.push('themeChange', ['dark']);
    await vi.waitFor(() => expect(host?.theme.mode).toBe('dark'));
    expect(seen).toHaveLength(1);
  });

  it('tells its host when the first screen stands', async () => {
    const teams = framedByTeams({});
    (await open())?.notifyReady();
    expect(teams.calls.map(({ func }) => func)).toEqual(
      expect.arrayContaining(['appInitialization.appLoaded', 'appInitialization.success']),
    );
  });

  it('opens a link through its host', async () => {
    const teams = framedByTeams({ answers: { executeDeepLink: () => [true] } });
    await (await open())?.openLink('https://outlook.office.com/x');
    expect(teams.calls.find(({ func }) => func === 'executeDeepLink')?.args).toEqual([
      'https://outlook.office.com/x',
    ]);
  });
});

describe('an event', () => {
  const IMMUTABLE = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A';
  const opens = ['executeDeepLink', 'calendar.openCalendarItem'];
  const openedBy = async (event: { id: string; webLink?: string }, item: readonly unknown[] = [true]) => {
    const teams = framedByTeams({
      runtime: { supports: { app: {}, pages: {}, calendar: {} } },
      answers: { executeDeepLink: () => [true], 'calendar.openCalendarItem': () => item },
    });
    await (await open())?.openEvent(event);
    return teams.calls.filter(({ func }) => opens.includes(func)).map(({ args }) => args[0]);
  };

  it.each([IMMUTABLE, 'AAMkAGI1'])('opens by its web page where it has one (%s)', async (id) => {
    expect(await openedBy({ id, webLink: 'https://outlook.office.com/x' })).toEqual([
      'https://outlook.office.com/x',
    ]);
  });

  it('without one opens in the host’s calendar, where that knows the id', async () => {
    expect(await openedBy({ id: 'AAMkAGI1' })).toEqual([{ itemId: 'AAMkAGI1' }]);
    expect(await openedBy({ id: IMMUTABLE })).toEqual([]);
  });

  it('that the host can not open is no failure of the pane', async () => {
    expect(await openedBy({ id: 'AAMkAGI1' }, [false, 'no'])).toEqual([{ itemId: 'AAMkAGI1' }]);
  });
});

describe('a host without nested app authentication', () => {
  const older = { isNAAChannelRecommended: false, supports: { app: {}, pages: {} } };

  it('gives the token the older way, silently first', async () => {
    const teams = framedByTeams({
      runtime: older,
      answers: { 'authentication.getAuthToken': () => [true, 'older-token'] },
    });
    const host = await open();
    expect(await host?.getApiToken({ interactive: false })).toBe('older-token');
    expect(teams.calls.find(({ func }) => func === 'authentication.getAuthToken')?.args[2]).toBe(true);
  });

  it('that has none without a click is no failure', async () => {
    framedByTeams({
      runtime: older,
      answers: { 'authentication.getAuthToken': () => [false, 'resourceRequiresConsent'] },
    });
    const host = await open();
    await expect(host?.getApiToken({ interactive: false })).rejects.toMatchObject({ kind: 'needs-click' });
  });

  it('whose window the person closed says so', async () => {
    framedByTeams({
      runtime: older,
      answers: { 'authentication.getAuthToken': () => [false, 'CancelledByUser'] },
    });
    const host = await open();
    await expect(host?.getApiToken({ interactive: true })).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

it('goes on as a plain page when nobody answers within five seconds', async () => {
  vi.useFakeTimers();
  framedByTeams({ answers: { initialize: () => undefined } });
  const opening = open();
  await vi.advanceTimersByTimeAsync(7000);
  await expect(opening).resolves.toBeUndefined();
  vi.useRealTimers();
});

it('goes on as a plain page when it is not framed at all', async () => {
  await expect(open()).resolves.toBeUndefined();
});
