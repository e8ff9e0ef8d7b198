import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawIcons } from '../../scripts/package/icons.ts';
import { readPng } from '../../scripts/package/png.ts';
import { idsOf, readFixed } from '../../scripts/package/values.ts';
import { unzip } from '../../scripts/package/zip.ts';
import { servedIcons, type Checked } from '../../scripts/validate/packages.ts';
import { at } from '../../scripts/validate/jsonText.ts';
import { DEPLOYMENT, makeChecked } from './support/world.ts';

let made: Checked;
let manifest: unknown;
beforeAll(async () => {
  made = await makeChecked();
  manifest = JSON.parse(Buffer.from(made.app.get('manifest.json') ?? []).toString('utf8'));
});

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

describe('the zip', () => {
  it('is the same byte for byte when it is made twice', async () => {
    const again = await makeChecked();
    expect(Buffer.compare(again.zip, made.zip)).toBe(0);
    expect(again.xml).toBe(made.xml);
    expect(again.deploy).toEqual(made.deploy);
  });

  it('holds the manifest, its language file and its icons at the root, and nothing else', () => {
    const inside = unzip(made.zip);
    expect([...inside.keys()].sort()).toEqual([
      'color.png',
      'color32x32.png',
      'de.json',
      'manifest.json',
      'outline.png',
    ]);
    for (const [name, bytes] of inside) expect(bytes, name).toEqual(new Uint8Array(made.app.get(name) ?? []));
  });

  it('has real icons: 192 in colour, 32 outline, 32 in colour', () => {
    const inside = unzip(made.zip);
    const size = (name: string) => readPng(inside.get(name) ?? new Uint8Array());
    expect(size('color.png')).toMatchObject({ width: 192, height: 192 });
    expect(size('outline.png')).toEqual({ width: 32, height: 32, alpha: true });
    expect(size('color32x32.png')).toEqual({ width: 32, height: 32, alpha: true });
  });

  it('leaves no placeholder and knows no other server', () => {
    for (const name of ['manifest.json', 'de.json']) {
      const text = Buffer.from(made.app.get(name) ?? []).toString('utf8');
      expect(text).not.toContain('{{');
    }
    expect(made.xml).not.toContain('{{');
  });
});

describe('both packages', () => {
  it('have ids of their own, linked, that follow from the server’s address', async () => {
    const { appId, addinId } = idsOf(DEPLOYMENT.origin);
    expect(appId).not.toBe(addinId);
    expect(at(manifest, ['id'])).toBe(appId);
    expect(
      at(manifest, ['extensions', 0, 'alternates', 0, 'hide', 'customOfficeAddin', 'officeAddinId']),
    ).toBe(addinId);
    expect(made.xml).toContain(`<Id>${addinId}</Id>`);
    const other = await makeChecked({ ...DEPLOYMENT, origin: 'https://other.example' });
    expect(other.deploy.microsoft365.id).not.toBe(appId);
  });

  it('carry one version and the same rights', () => {
    const { version } = readFixed();
    expect(at(manifest, ['version'])).toBe(version);
    expect(made.xml).toContain(`<Version>${version}.0</Version>`);
    expect(made.xml).toContain('<Permissions>ReadItem</Permissions>');
    expect(at(manifest, ['authorization', 'permissions', 'resourceSpecific'])).toEqual([
      { name: 'MailboxItem.Read.User', type: 'Delegated' },
    ]);
    const scopes = [...made.xml.matchAll(/<Scope>([^<]+)<\/Scope>/g)].map(([, scope]) => scope);
    expect(scopes).toEqual(['openid', 'profile', 'offline_access', ...made.deploy.permissions.graph]);
  });

  it('stay blocked until an admin allows them, when they are for one tenant only', async () => {
    const only = await makeChecked({ ...DEPLOYMENT, tenantOnly: true });
    const text = Buffer.from(only.app.get('manifest.json') ?? []).toString('utf8');
    expect(at(manifest, ['defaultBlockUntilAdminAction'])).toBe(false);
    expect(at(JSON.parse(text), ['defaultBlockUntilAdminAction'])).toBe(true);
  });

  it('bear the name of their environment', async () => {
    const test = await makeChecked({ ...DEPLOYMENT, environment: 'test' });
    expect(test.xml).toContain('<DisplayName DefaultValue="TIMIFY Sync (Test)">');
  });
});

describe('deploy.json', () => {
  it('has the hashes of what was made', () => {
    expect(made.deploy.microsoft365.sha256).toBe(sha256(made.zip));
    expect(made.deploy.outlookAddin.sha256).toBe(sha256(made.xml));
    expect(made.deploy.microsoft365.files).toEqual(
      Object.fromEntries([...made.app].map(([name, bytes]) => [name, sha256(bytes)])),
    );
  });

  it('has the link for an admin’s consent, back to a page of ours', () => {
    const link = new URL(made.deploy.adminConsentUrl);
    expect(link.origin + link.pathname).toBe(
      'https://login.microsoftonline.com/organizations/v2.0/adminconsent',
    );
    expect(link.searchParams.get('client_id')).toBe(DEPLOYMENT.clientId);
    expect(link.searchParams.get('redirect_uri')).toBe(`${DEPLOYMENT.origin}/auth-redirect.html`);
    expect(link.searchParams.get('scope')?.split(' ')).toEqual([
      ...['openid', 'profile', 'offline_access'],
      ...made.deploy.permissions.graph.map((name) => `https://graph.microsoft.com/${name}`),
      made.deploy.permissions.api,
    ]);
  });
});

it('the icons that the server shows are drawn from the one SVG', async () => {
  const drawn = await drawIcons();
  const served = servedIcons();
  expect([...served.keys()].sort()).toEqual([...drawn.keys()].sort());
  for (const [name, bytes] of drawn)
    expect(sha256(served.get(name) ?? ''), `${name}: npm run icons`).toBe(sha256(bytes));
});
