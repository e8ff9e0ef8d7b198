import type { NotificationItem } from './payload.ts';

/** Three seconds for a first delivery, ten for a repeated one (facts: graph §1.4). */
const FIRST_TIMEOUT = 3_000;
const RETRY_TIMEOUT = 10_000;

/** True where the receiver answered 2xx in time. Never throws. */
export async function postNotifications(
  url: string,
  items: readonly NotificationItem[],
  retry: boolean,
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ value: items }),
      redirect: 'manual',
      signal: AbortSignal.timeout(retry ? RETRY_TIMEOUT : FIRST_TIMEOUT),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
