/** Scripts that play Microsoft's part in a browser. They hold no code of ours. */

const TOKEN = 'test-token';

/** Enough of an ID token for MSAL, which does not check its signature. */
function idToken(username: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    oid: 'oid-lena',
    tid: 'ten-1',
    sub: 'sub',
    preferred_username: username,
    name: 'Lena Berger',
    ver: '2.0',
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.x`;
}

interface BridgeOptions {
  readonly username: string;
}

/** The bridge of nested app authentication as `window.nestedAppAuthBridge`. */
function bridgeScript({ username }: BridgeOptions): string {
  return `(() => {
    const listeners = new Set();
    const token = { access_token: '${TOKEN}', expires_in: 3600, id_token: '${idToken(username)}', properties: null, scope: '' };
    const account = { environment: 'login.microsoftonline.com', username: '${username}', tenantId: 'ten-1', homeAccountId: 'oid-lena.ten-1', localAccountId: 'oid-lena', name: 'Lena Berger' };
    const answer = (request) => {
      if (request.method === 'GetInitContext') return { success: true, initContext: { sdkName: 'stub', sdkVersion: '1', capabilities: { queryAccount: false } } };
      return { success: true, token: { ...token, scope: request.tokenParams.scope }, account };
    };
    window.nestedAppAuthBridge = {
      addEventListener: (_, listener) => listeners.add(listener),
      removeEventListener: (_, listener) => listeners.delete(listener),
      postMessage: (json) => {
        const request = JSON.parse(json);
        const response = JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId: request.requestId, ...answer(request) });
        setTimeout(() => { for (const listener of listeners) listener(response); }, 5);
      },
    };
  })();`;
}

interface OfficeOptions extends BridgeOptions {
  readonly language: string;
}

/** Office.js, as far as the pane uses it. */
export function officeScript(options: OfficeOptions): string {
  return `${bridgeScript(options)}
  window.history.pushState = null; window.history.replaceState = null;
  window.Office = {
    HostType: { Outlook: 'Outlook' }, PlatformType: { iOS: 'iOS', Android: 'Android' },
    EventType: { OfficeThemeChanged: 'officeThemeChanged' }, MailboxEnums: { RestVersion: { v2_0: 'v2.0' } },
    AsyncResultStatus: { Succeeded: 'succeeded' },
    onReady: () => Promise.resolve({ host: 'Outlook', platform: 'OfficeOnline' }),
    context: {
      displayLanguage: '${options.language}', platform: 'OfficeOnline',
      requirements: { isSetSupported: () => true },
      ui: { openBrowserWindow: (url) => { window.opened = url; } },
      mailbox: {
        userProfile: { emailAddress: '${options.username}' },
        addHandlerAsync: (_, handler) => { window.themeHandler = handler; },
        convertToEwsId: (id) => id, displayAppointmentFormAsync: (id, done) => { window.opened = id; done({ status: 'succeeded' }); },
      },
    },
  };`;
}

interface TeamsOptions extends BridgeOptions {
  readonly locale: string;
}

/** A page that frames the tab as Teams does, with teams-js' own messages. */
export function teamsFrame(src: string, { locale, username }: TeamsOptions): string {
  const runtime = {
    apiVersion: 4,
    hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
    isLegacyTeams: false,
    isNAAChannelRecommended: true,
    supports: { app: { notifySuccessResponse: {} }, pages: {}, nestedAppAuth: {} },
  };
  const context = {
    locale,
    theme: 'default',
    hostName: 'Teams',
    hostClientType: 'web',
    entityId: 'status',
    frameContext: 'content',
    loginHint: username,
    userPrincipalName: username,
    userObjectId: 'oid-lena',
    tid: 'ten-1',
    sessionId: 's',
    appSessionId: 'a',
  };
  return `<!doctype html><html><body style="margin:0"><iframe id="tab" src="${src}" style="border:0;width:100vw;height:100vh;display:block"></iframe>
  <script>${bridgeScript({ username })}
    const bridge = window.nestedAppAuthBridge; delete window.nestedAppAuthBridge;
    const answers = {
      initialize: () => ['content', 'web', '2.1.0', ${JSON.stringify(JSON.stringify(runtime))}],
      getContext: () => [${JSON.stringify(context)}],
      'appInitialization.success': () => [],
    };
    window.addEventListener('message', (event) => {
      const { id, uuidAsString, func, data } = event.data ?? {};
      if (func === 'nestedAppAuth.execute') {
        const listener = (json) => {
          if (JSON.parse(json).requestId !== JSON.parse(data).requestId) return;
          bridge.removeEventListener('message', listener);
          event.source.postMessage({ id, uuidAsString, args: [null, json] }, event.origin);
        };
        bridge.addEventListener('message', listener);
        bridge.postMessage(data);
        return;
      }
      const answer = answers[func];
      if (answer) event.source.postMessage({ id, uuidAsString, args: answer() }, event.origin);
    });
  </script></body></html>`;
}
