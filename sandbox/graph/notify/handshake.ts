import { refuse } from '../errors.ts';

const TIMEOUT = 10_000;

/** Plain http is for this machine only; elsewhere https is needed (facts: graph §8.0). */
export function needUsableUrl(text: unknown, name: string): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && loopback)) {
    throw refuse.subscription(`The ${name} must be an HTTPS URL.`);
  }
  return url.href;
}

/** Asks an endpoint to repeat a token within ten seconds (facts: graph §1.3). The URL's own query stays. */
export async function validateEndpoint(target: string, token: string): Promise<void> {
  const url = `${target}${target.includes('?') ? '&' : '?'}validationToken=${encodeURIComponent(token)}`;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: '',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    text = await response.text();
  } catch (error) {
    const timeout = error instanceof Error && error.name === 'TimeoutError';
    throw refuse.subscription(
      timeout
        ? 'Subscription validation request timed out.'
        : 'Subscription validation request failed. The endpoint could not be reached.',
    );
  }
  const plain = /^text\/plain\b/i.test(response.headers.get('content-type') ?? '');
  if (response.status !== 200 || !plain || text !== token) {
    throw refuse.subscription(
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    );
  }
}
