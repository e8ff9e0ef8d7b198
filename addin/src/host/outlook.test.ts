import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installBridge, tokenReply } from '../../test/bridge.ts';
import { config } from '../../test/fixtures.ts';
import { loadOfficeJs } from './officeJs.ts';
import { createOutlookHost, luminanceOf } from './outlook.ts';

function office(more: { background?: string; platform?: string; sets?: string[]; item?: unknown } = {}) {
  const {
    background = '#ffffff',
    platform = 'OfficeOnline',
    sets = ['NestedAppAuth', 'Mailbox', 'OpenBrowserWindowApi'],
  } = more;
  const opened: string[] = [];
  const handlers: (() => void)[] = [];
  const theme = { bodyBackgroundColor: background };
  vi.stubGlobal('Office', {
    HostType: { Outlook: 'Outlook' },
    PlatformType: { iOS: 'iOS', Android: 'Android' },
    EventType: { OfficeThemeChanged: 'officeThemeChanged' },
    MailboxEnums: { RestVersion: { v2_0: 'v2.0' } },
    AsyncResultStatus: { Succeeded: 'succeeded' },
    onReady: () => Promise.resolve({ host: 'Outlook' }),
    context: {
      displayLanguage: 'de-DE',
      platform,
      officeTheme: theme,
      requirements: { isSetSupported: (name: string) => sets.includes(name) },
      ui: { openBrowserWindow: (url: string) => opened.push(url) },
      mailbox: {
        item: more.item,
        userProfile: { emailAddress: 'lena@lindner.example' },
        addHandlerAsync: (_: string, handler: () => void) => handlers.push(handler),
        convertToEwsId: (id: string) => `ews:${id}`,
        displayAppointmentFormAsync: (id: string, done: (result: { status: string }) => void) => {
          opened.push(id);
          done({ status: 'succeeded' });
        },
      },
    },
  });
  return { opened, theme, changeTheme: () => handlers.forEach((handler) => handler()) };
}

beforeEach(() => {
  window.localStorage.clear();
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  if (!('subtle' in window.crypto)) vi.stubGlobal('crypto', webcrypto);
});
afterEach(() => vi.unstubAllGlobals());

describe('the task pane', () => {
  it('knows mailbox, language and brightness', async () => {
    office({ background: '#292929' });
    const host = await createOutlookHost(config);
    expect(host).toMatchObject({
      kind: 'outlook',
      locale: 'de-DE',
      accountHint: 'lena@lindner.example',
      theme: { family: 'web', mode: 'dark' },
    });
  });

  it('gets its token from Outlook', async () => {
    office();
    installBridge(() => tokenReply('from-outlook'));
    const host = await createOutlookHost(config);
    expect(await host.getApiToken({ interactive: false })).toBe('from-outlook');
    expect(host.switchAccount).toBeUndefined();
  });

  it('offers a window of its own where Outlook is too old for that', async () => {
    office({ sets: ['Mailbox'] });
    const host = await createOutlookHost(config);
    await expect(host.getApiToken({ interactive: false })).rejects.toMatchObject({ kind: 'needs-click' });
    expect(host.switchAccount).toBeDefined();
  });

  it('follows Outlook’s theme', async () => {
    const { theme, changeTheme } = office();
    const host = await createOutlookHost(config);
    const seen: unknown[] = [];
    host.onThemeChange((one) => seen.push(one));
    theme.bodyBackgroundColor = '#111111';
    changeTheme();
    expect(seen).toEqual([{ family: 'web', mode: 'dark' }]);
  });
});

describe('an event', () => {
  const IMMUTABLE = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A';
  const opensBy = async (event: { id: string; webLink?: string }, platform = 'OfficeOnline') => {
    const { opened } = office({ platform });
    await (await createOutlookHost(config)).openEvent(event);
    return opened;
  };

  it.each([IMMUTABLE, 'AAMkAGI1'])('opens by its web page where it has one (%s)', async (id) => {
    expect(await opensBy({ id, webLink: 'https://web' })).toEqual(['https://web']);
  });

  it('without one opens in Outlook, by the id that Outlook wants', async () => {
    expect(await opensBy({ id: 'AAMkAGI1' })).toEqual(['ews:AAMkAGI1']);
  });

  it('opens no blank window for an immutable id, which Outlook does not know', async () => {
    expect(await opensBy({ id: IMMUTABLE })).toEqual([]);
  });

  it('opens no window of Outlook on a phone', async () => {
    expect(await opensBy({ id: 'AAMkAGI1' }, 'iOS')).toEqual([]);
  });
});

describe('the appointment beside the pane', () => {
  const [start, end] = [new Date('2026-11-24T17:00:00Z'), new Date('2026-11-24T18:00:00Z')];
  const behind = (value: unknown) => ({
    getAsync: (done: (result: unknown) => void) => done({ status: 'succeeded', value }),
  });
  const selectedOf = async (item: unknown) => {
    office({ item });
    return (await createOutlookHost(config)).selection?.read();
  };

  it('is read as an attendee sees it', async () => {
    const item = { itemType: 'appointment', subject: 'Zahnarzt', start, end };
    expect(await selectedOf(item)).toEqual({ title: 'Zahnarzt', start, end });
  });

  it('is read as its organiser edits it', async () => {
    const item = {
      itemType: 'appointment',
      subject: behind('Zahnarzt'),
      start: behind(start),
      end: behind(end),
    };
    expect(await selectedOf(item)).toEqual({ title: 'Zahnarzt', start, end });
  });

  it('is none beside a mail', async () => {
    expect(await selectedOf({ itemType: 'message', subject: 'Hello' })).toBeUndefined();
    expect(await selectedOf(null)).toBeUndefined();
  });
});

describe('office.js', () => {
  const load = (event: 'load' | 'error', before?: () => void) => {
    vi.spyOn(document.head, 'append').mockImplementation((...nodes) => {
      before?.();
      (nodes[0] as HTMLScriptElement).dispatchEvent(new Event(event));
    });
    return loadOfficeJs('https://appsforoffice.microsoft.com/lib/1/hosted/office.js');
  };
  afterEach(() => vi.restoreAllMocks());

  it('is there, and the page keeps its history', async () => {
    office();
    const spoil = () => Object.assign(window.history, { pushState: null, replaceState: null });
    expect(await load('load', spoil)).toBe(true);
    expect(() => window.history.replaceState(null, '', '/taskpane.html')).not.toThrow();
  });

  it('that does not come leaves a plain page', async () => {
    expect(await load('error')).toBe(false);
  });
});

it('tells dark from light', () => {
  expect(luminanceOf('#000000')).toBe(0);
  expect(luminanceOf('#ffffff')).toBeCloseTo(1);
  expect(luminanceOf(undefined)).toBeUndefined();
});
