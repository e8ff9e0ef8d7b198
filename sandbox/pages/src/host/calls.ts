/** The calls of a host that leave the page: tokens from `/control`, and pop-up windows. */
import { CallFailed, callJson } from '../api/http.ts';
import type { NaaAsk, NaaCalls, NaaError, NaaGrant } from './naa.ts';
import { isObject } from './naa.ts';
import { parseTeamsRequest, runtimeFor, teamsResponse } from './teams.ts';
import type { TeamsCalls } from './teams.ts';
import type { HostKind, HostSession } from './session.ts';

/** `POST /control/naa`, whatever its status: a refusal is an answer here. */
export const grantToken: NaaCalls['grant'] = async (ask: NaaAsk) => {
  try {
    const response = await fetch('/control/naa', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask),
    });
    const answer: unknown = await response.json();
    if (isObject(answer) && isObject(answer['error']))
      return { error: answer['error'] as unknown as NaaError };
    if (response.ok) return answer as NaaGrant;
    return { error: { status: 'PERSISTENT_ERROR', code: String(response.status), description: 'Refused.' } };
  } catch {
    return {
      error: { status: 'TRANSIENT_ERROR', code: 'unreachable', description: 'No answer from the sandbox.' },
    };
  }
};

/** Who asks for the token: hosts are clients of their own, preauthorised for our API (facts addin §2.3). */
const HOST_CLIENTS: Partial<Record<HostKind, string>> = {
  teams: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  m365: '4765445b-32c6-49b0-83e6-1d93765276ca',
  'outlook-tab': 'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
};

/** A preauthorised host needs no consent of the person for our own API, and gives none away for Graph. */
export const apiToken: TeamsCalls['apiToken'] = async (user, kind) => {
  const clientId = HOST_CLIENTS[kind];
  const body = { user, audience: 'api', consent: false, ...(clientId === undefined ? {} : { clientId }) };
  try {
    return await callJson<{ token: string }>('/control/token', { method: 'POST', body });
  } catch (error) {
    return { error: error instanceof CallFailed ? error.message : 'InternalError' };
  }
};

/**
 * A page in a window of its own that speaks teams-js with its opener: answers its `initialize` and waits for
 * `authentication.authenticate.success` or `.failure` (facts addin §5.1).
 */
export function openPopUp(
  session: HostSession,
  url: string,
  width: number,
  height: number,
): ReturnType<TeamsCalls['popUp']> {
  const popUp = window.open(url, '_blank', `popup,width=${width},height=${height}`);
  if (popUp === null) return Promise.resolve({ reason: 'FailedToOpenWindow' });
  return new Promise((resolve) => {
    const settle = (outcome: { result: string } | { reason: string }): void => {
      window.removeEventListener('message', hear);
      window.clearInterval(watch);
      popUp.close();
      resolve(outcome);
    };
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source !== popUp) return;
      const request = parseTeamsRequest(event.data);
      if (request === undefined) return;
      const value = typeof request.args[0] === 'string' ? request.args[0] : '';
      if (request.func === 'initialize') {
        const args = ['authentication', 'web', '2.1.0', JSON.stringify(runtimeFor(session))];
        popUp.postMessage(teamsResponse(request, args), event.origin);
      } else if (request.func === 'authentication.authenticate.success') settle({ result: value });
      else if (request.func === 'authentication.authenticate.failure') settle({ reason: value });
    };
    window.addEventListener('message', hear);
    const watch = window.setInterval(() => {
      if (popUp.closed) settle({ reason: 'CancelledByUser' });
    }, 250);
  });
}
