import type { Broker } from '../host/useHost.ts';
import type { HostUser } from '../host/session.ts';

/** The one person that the gallery shows. */
export const LENA: HostUser = {
  name: 'Lena Berger',
  email: 'lena.berger@optik-lindner.example',
  tenantId: 'a1f0c3d2-5b6e-4f70-8192-a3b4c5d6e7f8',
  oid: '0c0ffee0-0000-4000-8000-000000000002',
};

const TOKEN = 'gallery';
const HOUR_S = 3600;

/** Enough of an ID token for MSAL, which does not check its signature. */
function idToken(): string {
  const part = (value: unknown): string =>
    btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const { name, email, tenantId, oid } = LENA;
  const claims = { oid, tid: tenantId, sub: oid, preferred_username: email, name, ver: '2.0' };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.x`;
}

/** Tokens for an API of fixtures, which looks at none: no Entra ID takes part. */
export const GALLERY_BROKER: Broker = {
  grant: ({ scopes }) =>
    Promise.resolve({
      access_token: TOKEN,
      id_token: idToken(),
      expires_in: HOUR_S,
      scope: scopes.join(' '),
    }),
  apiToken: () => Promise.resolve({ token: TOKEN }),
};
