import { vi } from 'vitest';

interface Call {
  readonly id?: number;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args: readonly unknown[];
}

interface Options {
  readonly context?: Readonly<Record<string, unknown>>;
  readonly runtime?: Readonly<Record<string, unknown>>;
  /** By the name of the call; `undefined` as answer: silence. */
  readonly answers?: Readonly<Record<string, (call: Call) => readonly unknown[] | undefined>>;
}

const RUNTIME = {
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  isNAAChannelRecommended: true,
  supports: { app: { notifySuccessResponse: {} }, pages: {}, nestedAppAuth: {} },
};

const CONTEXT = {
  locale: 'en-us',
  theme: 'default',
  hostName: 'Teams',
  hostClientType: 'web',
  entityId: 'status',
  frameContext: 'content',
  loginHint: 'lena@lindner.example',
  userPrincipalName: 'lena@lindner.example',
  userObjectId: 'oid',
  tid: 'ten',
  sessionId: 's',
};

/** Puts the page into a frame of Teams, as far as teams-js can tell: messages to and from a parent window. */
export function framedByTeams({ context = {}, runtime = {}, answers = {} }: Options) {
  const calls: Call[] = [];
  const send = (data: unknown) =>
    window.dispatchEvent(
      new MessageEvent('message', {
        data,
        origin: window.location.origin,
        source: parent as unknown as Window,
      }),
    );
  const known: Options['answers'] = {
    initialize: () => ['content', 'web', '2.1.0', JSON.stringify({ ...RUNTIME, ...runtime })],
    getContext: () => [{ ...CONTEXT, ...context }],
    'appInitialization.success': () => [],
    ...answers,
  };
  const parent = {
    postMessage: (call: Call) => {
      calls.push(call);
      const args = known[call.func]?.(call);
      if (args === undefined || call.id === undefined) return;
      setTimeout(() => send({ id: call.id, uuidAsString: call.uuidAsString, args }), 0);
    },
  };
  vi.spyOn(window, 'parent', 'get').mockReturnValue(parent as unknown as Window);
  return { calls, push: (func: string, args: readonly unknown[]) => send({ func, args }) };
}
