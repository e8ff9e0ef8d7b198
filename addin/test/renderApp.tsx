import { cleanup, configure, render } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { STREAM_PATH } from '../../shared/stream.ts';
import { App } from '../src/app/App.tsx';
import { themes } from '../src/app/themes/web.ts';
import { WordsRoot } from '../src/app/WordsRoot.tsx';
import { createClient } from '../src/api/client.ts';
import type { EventReference, Host, TokenRequest } from '../src/host/host.ts';
import { SignInFault } from '../src/host/signInFault.ts';
import { de } from '../src/strings/de.ts';
import { en } from '../src/strings/en.ts';
import { createTranslate } from '../src/strings/words.ts';
import { config, NOW } from './fixtures.ts';
import { answerTo } from './answers.ts';
import type { Answers } from './world.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

interface Options {
  readonly answers: Answers;
  readonly language?: 'de' | 'en';
  readonly linkToken?: string;
  readonly canAdminister?: boolean;
  /** Until somebody presses a button that opens Microsoft's window. */
  readonly signedOut?: boolean;
  /** What that window comes to. */
  readonly windowFault?: SignInFault;
  readonly deepLink?: string;
  /** What the answer to a path waits for. */
  readonly wait?: (path: string) => Promise<void> | undefined;
}

export interface Running {
  /** What the server was asked, reading calls included. */
  readonly sent: readonly Sent[];
  readonly windows: readonly string[];
  readonly openedEvents: readonly EventReference[];
  /** From now on. */
  readonly answer: (answers: Answers) => void;
  /** An event of the stream. */
  readonly push: (event: unknown) => void;
}

// A busy machine takes its time; a screen that never comes still fails.
configure({ asyncUtilTimeout: 8000 });

afterEach(() => {
  cleanup();
  window.localStorage.clear();
  window.sessionStorage.clear();
});

/** The whole pane, with a host and a server that just answer. */
export function renderApp(options: Options): Running {
  const { language = 'de', linkToken, canAdminister = true } = options;
  let answers = options.answers;
  const sent: Sent[] = [];
  const stream = openStream();
  const { host, windows, openedEvents } = fakeHost(options);
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input as string, 'http://localhost');
    if (url.pathname === STREAM_PATH) return new Response(stream.body);
    const method = init.method ?? 'GET';
    const asked: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    sent.push({ method, path: url.pathname, body: asked });
    await options.wait?.(url.pathname);
    const { status, body } = answerTo(method, url.pathname, answers, asked, url.searchParams);
    return new Response(status === 204 ? null : body, { status });
  };
  const now = () => NOW;
  const locale = language === 'de' ? 'de-DE' : 'en-US';
  const services = {
    host,
    client: createClient({ fetch, getToken: (request) => host.getApiToken(request) }),
    config,
    now,
    canAdminister,
  };
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  render(
    <WordsRoot
      t={createTranslate(language === 'de' ? de : en, locale)}
      language={language}
      locale={locale}
      now={now}
    >
      <App services={services} themes={themes} linkToken={linkToken} />
    </WordsRoot>,
  );
  return {
    sent,
    windows,
    openedEvents,
    answer: (next) => {
      answers = next;
    },
    push: stream.push,
  };
}

function openStream() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (one) => {
      controller = one;
    },
  });
  const push = (event: unknown) =>
    controller?.enqueue(new TextEncoder().encode(`event: state\ndata: ${JSON.stringify(event)}\n\n`));
  return { body, push };
}

function fakeHost({ signedOut = false, windowFault, deepLink }: Options) {
  let signedIn = !signedOut;
  const windows: string[] = [];
  const openedEvents: EventReference[] = [];
  const open = (what: string): Promise<void> => {
    windows.push(what);
    if (windowFault !== undefined) return Promise.reject(windowFault);
    signedIn = true;
    return Promise.resolve();
  };
  const host: Host = {
    kind: 'browser',
    theme: { family: 'web', mode: 'light' },
    locale: 'de-DE',
    accountHint: undefined,
    deepLink,
    getApiToken: async ({ interactive, consentTo }: TokenRequest) => {
      if (interactive) await open(`sign-in ${(consentTo ?? []).length} rights`);
      if (!signedIn) throw new SignInFault('needs-click');
      return 'token';
    },
    requestConsent: (scopes) => open(`consent ${scopes.map((scope) => scope.replace(/.*\//, '')).join(' ')}`),
    switchAccount: () => open('switch'),
    openLink: () => Promise.resolve(),
    selection: undefined,
    openEvent: (event) => {
      openedEvents.push(event);
      return Promise.resolve();
    },
    onThemeChange: () => () => undefined,
    notifyReady: () => undefined,
    signOut: () => Promise.resolve(),
  };
  return { host, windows, openedEvents };
}
