import { vi } from 'vitest';

export interface BridgeRequest {
  readonly method: 'GetInitContext' | 'GetToken' | 'GetTokenPopup';
  readonly requestId: string;
  readonly tokenParams?: { readonly scope: string; readonly claims?: string; readonly clientId: string };
}

type Reply = Readonly<Record<string, unknown>>;
export type Answering = (request: BridgeRequest) => Reply;

const part = (value: unknown): string => btoa(JSON.stringify(value)).replace(/=+$/, '');
const ID_TOKEN = `${part({ alg: 'none' })}.${part({ oid: 'oid', tid: 'ten', sub: 'sub', preferred_username: 'lena@lindner.example' })}.x`;

export const tokenReply = (token: string, scope = ''): Reply => ({
  success: true,
  token: { access_token: token, expires_in: 3600, id_token: ID_TOKEN, properties: null, scope },
  account: {
    environment: 'login.microsoftonline.com',
    username: 'lena@lindner.example',
    tenantId: 'ten',
    homeAccountId: 'oid.ten',
    localAccountId: 'oid',
  },
});

export const refusalReply = (status: string, code = ''): Reply => ({
  success: false,
  error: { status, code },
});

/** A host's bridge for nested app authentication, on the window. Returns what was asked of it. */
export function installBridge(answer: Answering): BridgeRequest[] {
  const asked: BridgeRequest[] = [];
  const listeners = new Set<(response: string) => void>();
  vi.stubGlobal('nestedAppAuthBridge', {
    addEventListener: (_: string, listener: (response: string) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (response: string) => void) => listeners.delete(listener),
    postMessage: (json: string) => {
      const request = JSON.parse(json) as BridgeRequest;
      asked.push(request);
      const reply = request.method === 'GetInitContext' ? INIT : answer(request);
      const response = { messageType: 'NestedAppAuthResponse', requestId: request.requestId, ...reply };
      queueMicrotask(() => {
        for (const listener of [...listeners]) listener(JSON.stringify(response));
      });
    },
  });
  return asked;
}

const INIT: Reply = {
  success: true,
  initContext: { sdkName: 'test', sdkVersion: '1', capabilities: { queryAccount: false } },
};
