/**
 * Compares an export of a registration with what the product needs. Takes what `az ad app show`, Graph, the portal's
 * "Microsoft Graph App Manifest" and `Get-MgApplication | ConvertTo-Json -Depth 10` write; the last one begins its names
 * with a capital.
 */
import { HOST_CLIENTS } from '../../server/src/entra/hostClients.ts';
import { API_SCOPE } from '../../server/src/entra/scopes.ts';
import { ADMIN_ROLE } from '../../server/src/sync/policy.ts';
import { WrongArgument } from '../options.ts';
import type { Fault } from '../validate/fault.ts';
import { at, readJson, type JsonText, type Path } from '../validate/jsonText.ts';
import { GRAPH_APP_ID, nameOfPermission, PERMISSIONS } from './permissions.ts';
import { AUDIENCE, spaRedirects, webRedirects } from './registration.ts';

type Difference = Omit<Fault, 'file' | 'line'> & { path: Path };

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).map(String);

interface Lists {
  path: Path;
  found: readonly string[];
  wanted: readonly string[];
  what: string;
  /** In each entry of the export, what names it; none where the entries are texts. */
  member?: string;
  nameOf?: (id: string) => string;
}

/** The differences of two lists without order. */
const asSet = ({ path, found, wanted, what, member, nameOf = (id) => id }: Lists): Difference[] => {
  const where = (one: string): Path => [
    ...path,
    found.indexOf(one),
    ...(member === undefined ? [] : [member]),
  ];
  return [
    ...wanted
      .filter((one) => !found.includes(one))
      .map((one) => ({ path, fault: `${what} ${nameOf(one)} is missing`, mend: `Add ${one}.` })),
    ...found
      .filter((one) => !wanted.includes(one))
      .map((one) => ({
        path: where(one),
        fault: `${what} ${nameOf(one)} is not needed`,
        mend: `Remove ${one}.`,
      })),
  ];
};

const asIs = (registration: unknown, path: Path, wanted: unknown): Difference[] => {
  const found = at(registration, path);
  if (found === wanted) return [];
  const fault = `${path.join('.')} is ${JSON.stringify(found ?? null)}`;
  return [{ path, fault, mend: `Set it to ${JSON.stringify(wanted)}.` }];
};

const redirects = (registration: unknown, platform: string, wanted: string[]): Difference[] => {
  const path = [platform, 'redirectUris'];
  const found = texts(at(registration, path));
  const different = asSet({ path, found, wanted, what: `the ${platform} redirect URI` });
  if (different.length > 0 || found.join() === wanted.join()) return different;
  const mend = `Put them in this order: ${wanted.join(', ')}. With brk- in front the admin-consent link fails.`;
  return [{ path: [...path, 0], fault: `the ${platform} redirect URIs are in another order`, mend }];
};

/** Named things of which exactly one must be there and switched on: the scope, the role. */
const one = (registration: unknown, path: Path, name: string, what: string): Difference[] => {
  const all = list(at(registration, path));
  const index = all.findIndex((each) => at(each, ['value']) === name);
  const others = all
    .map((each, place) => ({ value: String(at(each, ['value'])), place }))
    .filter(({ value }) => value !== name)
    .map(({ value, place }) => ({
      path: [...path, place, 'value'],
      fault: `the ${what} ${value} is not needed`,
      mend: 'Switch it off and remove it.',
    }));
  if (index < 0)
    return [
      ...others,
      { path, fault: `the ${what} ${name} is missing`, mend: 'Run the script of npm run entra:setup.' },
    ];
  return [...others, ...asIs(registration, [...path, index, 'isEnabled'], true)];
};

const SCOPES: Path = ['api', 'oauth2PermissionScopes'];
const CLIENTS: Path = ['api', 'preAuthorizedApplications'];

const clientsOf = (registration: unknown, clientId: string): Difference[] => {
  const scope = list(at(registration, SCOPES)).find((each) => at(each, ['value']) === API_SCOPE);
  const scopeId = at(scope, ['id']);
  const names = new Map([
    ...HOST_CLIENTS.map(({ id, name }): [string, string] => [id, `${id} (${name})`]),
    [clientId, `${clientId} (the app itself)`],
  ]);
  const found = list(at(registration, CLIENTS));
  const ids = found.map((each) => String(at(each, ['appId'])));
  const withoutScope = found.flatMap((each, index) => {
    const known = names.get(ids[index] ?? '');
    if (known === undefined || texts(at(each, ['delegatedPermissionIds'])).includes(String(scopeId)))
      return [];
    const fault = `the client ${known} is authorised, but not for ${API_SCOPE}`;
    return [{ path: [...CLIENTS, index, 'appId'], fault, mend: `Add the scope's id ${String(scopeId)}.` }];
  });
  const nameOf = (id: string): string => names.get(id) ?? id;
  return [
    ...asSet({
      path: CLIENTS,
      found: ids,
      wanted: [...names.keys()],
      what: 'the authorised client',
      member: 'appId',
      nameOf,
    }),
    ...withoutScope,
  ];
};

const permissionsOf = (registration: unknown): Difference[] => {
  const path = ['requiredResourceAccess'];
  const resources = list(at(registration, path));
  const index = resources.findIndex((each) => at(each, ['resourceAppId']) === GRAPH_APP_ID);
  const access = list(at(resources[index], ['resourceAccess']));
  const inside = index < 0 ? path : [...path, index, 'resourceAccess'];
  const delegated = access.map((each) =>
    at(each, ['type']) === 'Scope'
      ? String(at(each, ['id']))
      : `application right ${String(at(each, ['id']))}`,
  );
  const others = resources
    .map((each, place) => ({ id: String(at(each, ['resourceAppId'])), place }))
    .filter(({ id }) => id !== GRAPH_APP_ID)
    .map(({ id, place }) => ({
      path: [...path, place],
      fault: `rights to another service, ${id}, are not needed`,
      mend: 'Remove them.',
    }));
  const wanted = PERMISSIONS.map(({ id }) => id);
  return [
    ...asSet({
      path: inside,
      found: delegated,
      wanted,
      what: 'the delegated permission',
      member: 'id',
      nameOf: nameOfPermission,
    }),
    ...others,
  ];
};

const SOON_MS = 30 * 24 * 3_600_000;

/** The server proves itself by a certificate or a secret; one must hold for another month. */
const credentialOf = (registration: unknown, now: number): Difference[] => {
  const named = ['keyCredentials', 'passwordCredentials'] as const;
  const ends = named.flatMap((name) =>
    list(at(registration, [name])).map((each) => Date.parse(String(at(each, ['endDateTime'])))),
  );
  const path = ['keyCredentials'];
  if (ends.length === 0)
    return [
      {
        path,
        fault: 'there is no certificate and no secret',
        mend: 'Run the script of npm run entra:setup, which adds a certificate.',
      },
    ];
  const last = Math.max(...ends.map((end) => (Number.isNaN(end) ? Infinity : end)));
  if (last > now + SOON_MS) return [];
  const day = new Date(last).toISOString().slice(0, 10);
  const fault = last < now ? `the last certificate ended on ${day}` : `the last certificate ends on ${day}`;
  return [{ path, fault, mend: 'Add a new one beside it, then change ENTRA_CERTIFICATE_PATH.' }];
};

const acctOf = (registration: unknown): Difference[] => {
  const path = ['optionalClaims', 'accessToken'];
  const names = list(at(registration, path)).map((each) => String(at(each, ['name'])));
  return names.includes('acct')
    ? []
    : [
        {
          path,
          fault: 'the optional claim acct is missing',
          mend: 'Add acct to access tokens: it tells guests.',
        },
      ];
};

/** `"AppId":` as `"appId":`; lines stay where they are. */
const withSmallNames = (text: string): string =>
  text.replace(/"([A-Z])(\w*)"(\s*:)/g, (_, first: string, rest: string, colon: string) => {
    return `"${first.toLowerCase()}${rest}"${colon}`;
  });

const readExport = (file: string, text: string): JsonText => {
  const registration = readJson(file, withSmallNames(text));
  const export_ = 'Export it: az ad app show --id CLIENT_ID > registration.json';
  if (registration.broken !== null)
    throw new WrongArgument(
      '--check',
      `names a file that is no JSON (line ${String(registration.broken.line)})`,
      export_,
    );
  if (at(registration.value, ['replyUrlsWithType']) !== undefined)
    throw new WrongArgument(
      '--check',
      'names a manifest of the retired Azure AD Graph format',
      `In the portal choose "Microsoft Graph App Manifest (New)". ${export_}`,
    );
  if (typeof at(registration.value, ['appId']) !== 'string')
    throw new WrongArgument('--check', 'names a file without an appId', export_);
  return registration;
};

/** Every difference, with its line in the export. */
export const checkRegistration = (
  origin: string,
  { file, text, now = Date.now() }: { file: string; text: string; now?: number },
): Fault[] => {
  const registration = readExport(file, text);
  const { value } = registration;
  const clientId = String(at(value, ['appId']));
  const identifier = `api://${new URL(origin).host}/${clientId}`;
  const differences = [
    ...asIs(value, ['signInAudience'], AUDIENCE),
    ...asSet({
      path: ['identifierUris'],
      found: texts(at(value, ['identifierUris'])),
      wanted: [identifier],
      what: 'the identifier URI',
    }),
    ...asIs(value, ['api', 'requestedAccessTokenVersion'], 2),
    ...one(value, SCOPES, API_SCOPE, 'scope'),
    ...clientsOf(value, clientId),
    ...one(value, ['appRoles'], ADMIN_ROLE, 'app role'),
    ...redirects(value, 'spa', spaRedirects(origin)),
    ...redirects(value, 'web', webRedirects(origin)),
    ...redirects(value, 'publicClient', []),
    ...asIs(value, ['web', 'implicitGrantSettings', 'enableAccessTokenIssuance'], false),
    ...asIs(value, ['web', 'implicitGrantSettings', 'enableIdTokenIssuance'], false),
    ...permissionsOf(value),
    ...acctOf(value),
    ...credentialOf(value, now),
  ];
  return differences.map(({ path, fault, mend }) => ({ file, line: registration.lineOf(path), fault, mend }));
};
