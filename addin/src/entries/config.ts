import { PublicConfig } from '../../../shared/me.ts';

/** What the page must know before anybody signs in. */
export async function loadConfig(): Promise<PublicConfig> {
  const response = await fetch('/api/config', { cache: 'no-store' });
  return PublicConfig.parse(await response.json());
}
