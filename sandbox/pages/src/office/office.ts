/** `window.Office` as a pane of Outlook on the web sees it: what facts addin §5.3 lists, and nothing more. */
import { toEwsId, toRestId } from '../host/officeProtocol.ts';
import type { Welcome } from '../host/officeProtocol.ts';
import type { HostTheme, OpenItem } from '../host/session.ts';
import type { Channel } from './channel.ts';
import { AsyncResultStatus, CoercionType, EventType, HostType, MailboxEnums, PlatformType } from './enums.ts';
import { answerLater, officeItem } from './item.ts';

type Handler = (event: Record<string, unknown>) => void;
interface HostFound {
  host: 'Outlook' | null;
  platform: 'OfficeOnline' | null;
}

/** Colours only: Outlook tells neither a theme's name nor whether it is dark (facts addin §2.7). */
const THEMES: Record<HostTheme, Record<string, string>> = {
  light: colours('#ffffff', '#242424', '#f5f5f5'),
  dark: colours('#292929', '#ffffff', '#1f1f1f'),
  contrast: colours('#000000', '#ffffff', '#000000'),
};

/** Requirement sets of Outlook on the web; the highest version of each. */
const REQUIREMENTS: Record<string, string> = {
  Mailbox: '1.15',
  IdentityAPI: '1.3',
  OpenBrowserWindowApi: '1.1',
};

export function createOffice(channel: Channel): Record<string, unknown> {
  const context: Record<string, unknown> = { requirements: { isSetSupported: () => false } };
  const ready = channel.welcome.then((welcome): HostFound => {
    if (welcome === undefined) return { host: null, platform: null };
    fillContext(context, welcome, channel);
    return { host: 'Outlook', platform: 'OfficeOnline' };
  });
  return {
    context,
    onReady: (callback?: (found: HostFound) => unknown): Promise<HostFound> => {
      if (callback !== undefined) void ready.then(callback);
      return ready;
    },
    initialize: null,
    actions: { associate: () => undefined },
    HostType,
    PlatformType,
    EventType,
    AsyncResultStatus,
    CoercionType,
    MailboxEnums,
  };
}

function fillContext(context: Record<string, unknown>, welcome: Welcome, channel: Channel): void {
  const handlers = new Map<string, Set<Handler>>();
  const raise = (type: string, event: Record<string, unknown>): void => {
    for (const handler of handlers.get(type) ?? []) handler({ type, ...event });
  };
  const mailbox = createMailbox(welcome, channel, handlers);
  Object.assign(context, {
    host: 'Outlook',
    platform: 'OfficeOnline',
    displayLanguage: welcome.locale,
    contentLanguage: welcome.locale,
    officeTheme: THEMES[welcome.theme],
    diagnostics: { host: 'Outlook', platform: 'OfficeOnline', version: '16.0.0.0' },
    requirements: {
      isSetSupported: (name: string, version?: string) => isSetSupported(welcome, name, version),
    },
    roamingSettings: createRoamingSettings(),
    ui: {
      openBrowserWindow: (url: string) => channel.send({ call: 'open-link', url }),
      closeContainer: () => undefined,
    },
    mailbox,
  });

  channel.on('theme', ({ theme }) => {
    context['officeTheme'] = THEMES[theme];
    raise(EventType.OfficeThemeChanged, { officeTheme: THEMES[theme] });
  });
  channel.on('item', ({ item }) => {
    mailbox['item'] = officeItem(item);
    raise(EventType.ItemChanged, { initialData: null });
  });
}

function createMailbox(
  welcome: Welcome,
  channel: Channel,
  handlers: Map<string, Set<Handler>>,
): Record<string, unknown> {
  const open = (ewsId: string, ...rest: unknown[]): void => {
    channel.send({ call: 'open-item', id: toRestId(ewsId) });
    answerLater(undefined, rest);
  };
  return {
    item: officeItem(welcome.item satisfies OpenItem | null),
    userProfile: {
      emailAddress: welcome.user.email,
      displayName: welcome.user.name,
      timeZone: welcome.timeZone,
      accountType: 'office365',
    },
    diagnostics: { hostName: 'OutlookWebApp', hostVersion: '16.0.0.0', OWAView: 'ThreeColumns' },
    convertToEwsId: (id: string) => toEwsId(id),
    convertToRestId: (id: string) => toRestId(id),
    displayAppointmentForm: (ewsId: string) => open(ewsId),
    displayAppointmentFormAsync: open,
    addHandlerAsync: (type: string, handler: Handler, ...rest: unknown[]) => {
      const known = handlers.get(type) ?? new Set();
      handlers.set(type, known.add(handler));
      answerLater(undefined, rest);
    },
    removeHandlerAsync: (type: string, ...rest: unknown[]) => {
      handlers.delete(type);
      answerLater(undefined, rest);
    },
  };
}

/** A missing version asks for 1.1. */
function isSetSupported(welcome: Welcome, name: string, version = '1.1'): boolean {
  const highest = name === 'NestedAppAuth' ? (welcome.nestedAppAuth ? '1.1' : undefined) : REQUIREMENTS[name];
  return highest !== undefined && rank(version) <= rank(highest);
}

function rank(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1_000 + minor;
}

/** Roams only as far as this browser; `saveAsync` makes it last, as in Outlook. */
function createRoamingSettings(): Record<string, unknown> {
  const name = 'sandbox-roaming-settings';
  const values = new Map<string, unknown>(Object.entries(readSettings(name)));
  return {
    get: (key: string) => values.get(key),
    set: (key: string, value: unknown) => void values.set(key, value),
    remove: (key: string) => void values.delete(key),
    saveAsync: (...args: unknown[]) => {
      localStorage.setItem(name, JSON.stringify(Object.fromEntries(values)));
      answerLater(undefined, args);
    },
  };
}

function readSettings(name: string): Record<string, unknown> {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}

function colours(background: string, foreground: string, control: string): Record<string, string> {
  return {
    bodyBackgroundColor: background,
    bodyForegroundColor: foreground,
    controlBackgroundColor: control,
    controlForegroundColor: foreground,
  };
}
