import type { Configuration, IPublicClientApplication } from '@azure/msal-browser';

const SCOPES = ['api://localhost/sandbox-client/access_as_user'];

export interface TokenSteps {
  silent: () => Promise<string>;
  popup: () => Promise<string>;
}

/** Names the outcome of MSAL's two ways to a token in one word each, so that a test can compare them. */
export function tokenSteps(create: (config: Configuration) => Promise<IPublicClientApplication>): TokenSteps {
  const config: Configuration = {
    auth: {
      clientId: 'b1a6c1c2-5f5a-4f6e-8d3f-0a1b2c3d4e5f',
      authority: 'https://localhost:1/common',
      // Without it MSAL finds no alias for the account's environment, and its cache never answers.
      knownAuthorities: ['localhost:1'],
    },
    cache: { cacheLocation: 'localStorage' },
  };
  let client: Promise<IPublicClientApplication> | undefined;
  const ask = async (way: 'acquireTokenSilent' | 'acquireTokenPopup'): Promise<string> => {
    client ??= create(config);
    try {
      const result = await (await client)[way]({ scopes: SCOPES });
      return `${result.fromCache ? 'cached' : 'fresh'} ${result.accessToken} ${result.account.username}`;
    } catch (error) {
      const { name, errorCode } = error as { name: string; errorCode?: string };
      return `${name} ${errorCode ?? ''}`;
    }
  };
  return { silent: () => ask('acquireTokenSilent'), popup: () => ask('acquireTokenPopup') };
}
