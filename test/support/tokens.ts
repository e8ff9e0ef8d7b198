import { must } from './call.ts';

/** What people's panes ask with, kept until something of the world changes. */
export class Tokens {
  readonly #kept = new Map<string, string>();
  readonly #sandbox: string;

  constructor(sandbox: string) {
    this.#sandbox = sandbox;
  }

  async of(user: string, consent: boolean): Promise<string> {
    const key = `${user} ${String(consent)}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const body = { user, audience: 'api', consent };
    const { token } = await must<{ token: string }>('POST', `${this.#sandbox}/control/token`, { body });
    this.#kept.set(key, token);
    return token;
  }

  forget(): void {
    this.#kept.clear();
  }
}
