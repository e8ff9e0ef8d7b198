import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { checkRegistration } from '../../scripts/entra/check.ts';
import { PERMISSIONS } from '../../scripts/entra/permissions.ts';
import { DEFAULT_IDS, registrationFor, type Registration } from '../../scripts/entra/registration.ts';
import { consentLink } from '../../scripts/package/deploy.ts';
import {
  PROFILE_SCOPES,
  READ_SCOPES,
  scopesFor,
  SHARED_SCOPES,
  WRITE_SCOPES,
} from '../../server/src/core/scopes.ts';
import { HOST_CLIENTS } from '../../server/src/entra/hostClients.ts';
import { API_SCOPE } from '../../server/src/entra/scopes.ts';
import { PAGES } from '../../server/src/http/pane.ts';
import { ADMIN_ROLE } from '../../server/src/sync/policy.ts';

const ORIGIN = 'https://sync.example.com';
const CLIENT = '11111111-2222-4333-8444-555555555555';
const NOW = Date.parse('2026-06-01T00:00:00Z');

const sound = (): Registration & { appId: string } => ({
  appId: CLIENT,
  ...registrationFor(ORIGIN, { appId: CLIENT, ...DEFAULT_IDS }, [
    { type: 'AsymmetricX509Cert', usage: 'Verify', displayName: 'x', endDateTime: '2027-01-01T00:00:00Z' },
  ]),
});

const textOf = (registration: object): string => JSON.stringify(registration, null, 2);
const check = (text: string) => checkRegistration(ORIGIN, { file: 'export.json', text, now: NOW });

describe('the registration is what the code uses:', () => {
  const registration = sound();
  const pageOf = (address: string): string => new URL(address).pathname.slice(1);

  it('every redirect page is one that the server serves and the pane is built with', () => {
    const pages = [...registration.spa.redirectUris, ...registration.web.redirectUris]
      .filter((address) => address.startsWith('https:'))
      .map(pageOf);
    expect(pages).toEqual(['auth-redirect.html', 'auth-code.html']);
    const vite = readFileSync(join(ROOT, 'addin/vite.config.ts'), 'utf8');
    for (const page of pages) {
      expect(PAGES).toContain(page);
      expect(vite).toContain(`page('${page.replace('.html', '')}')`);
    }
  });

  it('every page that sign-in returns to is registered', () => {
    // Read as texts: these files are for a browser.
    const sourceOf = (file: string): string => readFileSync(join(ROOT, 'addin/src/host', file), 'utf8');
    const [, returnsTo] = /redirectUri: `\$\{origin\}\/([\w-]+\.html)`/.exec(sourceOf('msal.ts')) ?? [];
    expect(registration.spa.redirectUris[0]).toBe(`${ORIGIN}/${String(returnsTo)}`);
    const link = new URL(consentLink({ origin: ORIGIN, clientId: CLIENT }));
    expect(registration.spa.redirectUris).toContain(link.searchParams.get('redirect_uri'));
    const [, page] = /\$\{window\.location\.origin\}\/([\w-]+\.html)/.exec(sourceOf('codePopup.ts')) ?? [];
    expect(registration.web.redirectUris).toEqual([`${ORIGIN}/${String(page)}`]);
  });

  it('the rights are those that the server asks for, and no others', () => {
    const asked = [...PROFILE_SCOPES, ...READ_SCOPES, ...WRITE_SCOPES, ...SHARED_SCOPES];
    const listed = PERMISSIONS.map(({ name }) => name);
    expect(listed).toEqual(['openid', 'profile', 'offline_access', ...asked]);
    const largest = scopesFor('both', [{ isOwn: false }]);
    expect(listed).toEqual(expect.arrayContaining(largest));
    for (const { reason } of PERMISSIONS) expect(reason).toMatch(/^[A-Z].+\.$/);
  });

  it('the authorised clients are those whose tokens the server takes, and the app itself', () => {
    const listed = registration.api.preAuthorizedApplications.map(({ appId }) => appId);
    expect(listed).toEqual([...HOST_CLIENTS.map(({ id }) => id), CLIENT]);
  });

  it('scope and role have the names that the server looks for', () => {
    expect(registration.api.oauth2PermissionScopes).toMatchObject([{ value: API_SCOPE, isEnabled: true }]);
    expect(registration.appRoles).toMatchObject([{ value: ADMIN_ROLE, isEnabled: true }]);
    const scope = new URL(consentLink({ origin: ORIGIN, clientId: CLIENT })).searchParams.get('scope');
    expect(scope?.split(' ').at(-1)).toBe(`${String(registration.identifierUris[0])}/${API_SCOPE}`);
  });

  it('guests are told by the claim that the server reads', () => {
    const verify = readFileSync(join(ROOT, 'server/src/entra/verify.ts'), 'utf8');
    const claims = registration.optionalClaims.accessToken.map(({ name }) => name);
    for (const name of claims) expect(verify).toContain(`token.${name}`);
    expect(claims).toEqual(['acct']);
  });
});

describe('an export is compared:', () => {
  it('the registration itself has no difference, in either spelling of its names', () => {
    expect(check(textOf(sound()))).toEqual([]);
    const capital = textOf(sound()).replace(/"([a-z])(\w*)":/g, (_, first: string, rest: string) => {
      return `"${first.toUpperCase()}${rest}":`;
    });
    expect(check(capital)).toEqual([]);
  });

  type Change = (registration: ReturnType<typeof sound>) => void;
  const [desktop] = HOST_CLIENTS;
  const cases: [what: string, change: Change, at: string, fault: RegExp, mend: RegExp][] = [
    [
      'the redirect URIs in another order',
      (one) => void one.spa.redirectUris.reverse(),
      '"brk-multihub://sync.example.com"',
      /spa redirect URIs are in another order/,
      /in this order: https:\/\/sync\.example\.com\/auth-redirect\.html, brk-multihub/,
    ],
    [
      'a redirect URI that is missing',
      (one) => void one.web.redirectUris.pop(),
      '"redirectUris": []',
      /web redirect URI https:\/\/sync\.example\.com\/auth-code\.html is missing/,
      /Add https/,
    ],
    [
      'a redirect URI too many',
      (one) => void one.spa.redirectUris.push('http://localhost:3000/'),
      '"http://localhost:3000/"',
      /spa redirect URI http:\/\/localhost:3000\/ is not needed/,
      /Remove http:\/\/localhost/,
    ],
    [
      'a host that is not authorised',
      (one) => void one.api.preAuthorizedApplications.shift(),
      '"preAuthorizedApplications"',
      new RegExp(`authorised client ${desktop?.id ?? ''} \\(Teams desktop and mobile\\) is missing`),
      /Add 1fec8e78/,
    ],
    [
      'the app itself not authorised',
      (one) => void one.api.preAuthorizedApplications.pop(),
      '"preAuthorizedApplications"',
      /11111111-.* \(the app itself\) is missing/,
      /Add 11111111/,
    ],
    [
      'a stranger authorised',
      (one) => void one.api.preAuthorizedApplications.push({ appId: 'stranger', delegatedPermissionIds: [] }),
      '"appId": "stranger"',
      /authorised client stranger is not needed/,
      /Remove stranger/,
    ],
    [
      'a host authorised for nothing',
      (one) => void one.api.preAuthorizedApplications[0]?.delegatedPermissionIds.pop(),
      '"appId": "1fec8e78',
      /Teams desktop and mobile\) is authorised, but not for access_as_user/,
      /scope's id/,
    ],
    [
      'tokens of the old version',
      (one) => void (one.api.requestedAccessTokenVersion = 1),
      '"requestedAccessTokenVersion": 1',
      /requestedAccessTokenVersion is 1/,
      /Set it to 2/,
    ],
    [
      'one organisation only',
      (one) => void (one.signInAudience = 'AzureADMyOrg'),
      '"signInAudience"',
      /signInAudience is "AzureADMyOrg"/,
      /"AzureADMultipleOrgs"/,
    ],
    [
      'an identifier of another host',
      (one) => void (one.identifierUris = [`api://other.example/${CLIENT}`]),
      '"api://other.example',
      /identifier URI api:\/\/other\.example.* is not needed/,
      /Remove/,
    ],
    [
      'no role',
      (one) => void (one.appRoles = []),
      '"appRoles"',
      /app role Sync\.Admin is missing/,
      /entra:setup/,
    ],
    [
      'the scope switched off',
      (one) => void Object.assign(one.api.oauth2PermissionScopes[0] ?? {}, { isEnabled: false }),
      '"isEnabled": false',
      /isEnabled is false/,
      /Set it to true/,
    ],
    [
      'a permission that is missing',
      (one) => void one.requiredResourceAccess[0]?.resourceAccess.pop(),
      '"resourceAccess"',
      /delegated permission Calendars\.Read\.Shared is missing/,
      /Add 2b9c4092/,
    ],
    [
      'a permission too many',
      (one) =>
        void one.requiredResourceAccess[0]?.resourceAccess.push({
          id: 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
          type: 'Role',
        }),
      '"id": "b633e1c5',
      /application right b633e1c5.* is not needed/,
      /Remove/,
    ],
    [
      'tokens handed out in addresses',
      (one) => void (one.web.implicitGrantSettings.enableAccessTokenIssuance = true),
      '"enableAccessTokenIssuance": true',
      /enableAccessTokenIssuance is true/,
      /Set it to false/,
    ],
    [
      'guests that look like members',
      (one) => void (one.optionalClaims.accessToken = []),
      '"accessToken"',
      /optional claim acct is missing/,
      /tells guests/,
    ],
    [
      'no certificate',
      (one) => void (one.keyCredentials = []),
      '"keyCredentials"',
      /no certificate and no secret/,
      /adds a certificate/,
    ],
    [
      'a certificate that ended',
      (one) => void Object.assign(one.keyCredentials[0] ?? {}, { endDateTime: '2026-05-01T00:00:00Z' }),
      '"keyCredentials"',
      /last certificate ended on 2026-05-01/,
      /ENTRA_CERTIFICATE_PATH/,
    ],
    [
      'a certificate that ends within a month',
      (one) => void Object.assign(one.keyCredentials[0] ?? {}, { endDateTime: '2026-06-20T00:00:00Z' }),
      '"keyCredentials"',
      /last certificate ends on 2026-06-20/,
      /new one beside it/,
    ],
  ];

  it.each(cases)('%s', (_what, change, at, fault, mend) => {
    const registration = sound();
    change(registration);
    const text = textOf(registration);
    const faults = check(text);
    const found = faults.find((one) => fault.test(one.fault) && mend.test(one.mend));
    expect(found, JSON.stringify(faults, null, 1)).toBeDefined();
    expect(text.split('\n')[(found?.line ?? 0) - 1]).toContain(at);
  });
});
