import {
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
  type AccountInfo,
  type Configuration,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import type { SignInConfig, TokenRequest } from './host.ts';
import { SignInFault, toSignInFault } from './signInFault.ts';

const MICROSOFT = 'https://login.microsoftonline.com';

/** Capability of continuous access evaluation: our server may ask for claims. */
const CLIENT_CAPABILITIES = ['CP1'];

export function msalConfiguration(config: SignInConfig, origin: string): Configuration {
  const authorityHost = config.authorityHost.replace(/\/+$/, '');
  return {
    auth: {
      clientId: config.clientId,
      authority: `${authorityHost}/organizations`,
      knownAuthorities: authorityHost === MICROSOFT ? [] : [new URL(authorityHost).host],
      redirectUri: `${origin}/auth-redirect.html`,
      clientCapabilities: CLIENT_CAPABILITIES,
    },
    cache: { cacheLocation: 'localStorage' },
  };
}

/** Tokens by MSAL: through the host where it takes part (nested app authentication), else by a window of our own. */
export class MsalTokens {
  readonly #client: IPublicClientApplication;
  readonly #scope: string;
  readonly #loginHint: string | undefined;
  readonly nested: boolean;
  #account: AccountInfo | undefined;
  /** The token of our API that lies in the cache is older than the person's last word at Microsoft. */
  #outdated = false;

  constructor(
    client: IPublicClientApplication,
    options: { scope: string; loginHint?: string | undefined; nested: boolean },
  ) {
    this.#client = client;
    this.#scope = options.scope;
    this.#loginHint = options.loginHint;
    this.nested = options.nested;
  }

  /** `nested`: the host's bridge must be there (after `app.initialize()` or `Office.onReady()`). */
  static async create(
    config: SignInConfig,
    options: { nested: boolean; loginHint?: string | undefined },
  ): Promise<MsalTokens> {
    const configuration = msalConfiguration(config, window.location.origin);
    try {
      const client = options.nested
        ? await createNestablePublicClientApplication(configuration)
        : await createStandardPublicClientApplication(configuration);
      const nested = options.nested && 'nestedAppAuthBridge' in window;
      return new MsalTokens(client, { scope: config.scope, loginHint: options.loginHint, nested });
    } catch (cause) {
      throw toSignInFault(cause);
    }
  }

  async token(request: TokenRequest): Promise<string> {
    const scopes = [...(request.scopes ?? [this.#scope])];
    try {
      return await (request.interactive
        ? this.#byWindow(scopes, request)
        : this.#silently(scopes, request.claims));
    } catch (cause) {
      throw toSignInFault(cause);
    }
  }

  async switchAccount(): Promise<void> {
    try {
      const result = await this.#client.acquireTokenPopup({
        scopes: [this.#scope],
        prompt: 'select_account',
      });
      this.#account = result.account;
    } catch (cause) {
      throw toSignInFault(cause);
    }
  }

  /** Unsupported under nested app authentication: there the account belongs to the host. */
  async signOut(): Promise<void> {
    if (this.nested) return;
    const account = this.#currentAccount();
    this.#account = undefined;
    await this.#client.clearCache(account === undefined ? undefined : { account });
  }

  async #silently(scopes: string[], claims: string | undefined): Promise<string> {
    const account = this.#currentAccount();
    if (!this.nested && account === undefined) throw new SignInFault('needs-click', 'no_account_error');
    const result = await this.#client.acquireTokenSilent({
      scopes,
      forceRefresh: this.#outdated,
      ...(account === undefined ? {} : { account }),
      ...(claims === undefined ? {} : { claims }),
    });
    this.#outdated = false;
    return result.accessToken;
  }

  async #byWindow(scopes: string[], { claims, consentTo }: TokenRequest): Promise<string> {
    const account = this.#currentAccount();
    const result = await this.#client.acquireTokenPopup({
      scopes,
      ...(account === undefined ? {} : { account }),
      ...(account === undefined && this.#loginHint !== undefined ? { loginHint: this.#loginHint } : {}),
      ...(claims === undefined ? {} : { claims }),
      ...(this.nested || consentTo === undefined ? {} : { extraScopesToConsent: [...consentTo] }),
    });
    this.#account = result.account;
    // Our server passes the token of our API on; one from before a revocation is refused there (graph §5.6: AADSTS50173).
    this.#outdated = !scopes.includes(this.#scope);
    return result.accessToken;
  }

  #currentAccount(): AccountInfo | undefined {
    if (this.#account !== undefined || this.nested) return this.#account;
    const accounts = this.#client.getAllAccounts();
    const hint = this.#loginHint?.toLowerCase();
    return accounts.find((account) => account.username.toLowerCase() === hint) ?? accounts[0];
  }
}
