import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { azureCliScript } from '../../scripts/entra/azureCli.ts';
import { readCertificate } from '../../scripts/entra/certificate.ts';
import { checkRegistration } from '../../scripts/entra/check.ts';
import { powerShellScript } from '../../scripts/entra/powerShell.ts';
import { DEFAULT_IDS, registrationFor, withoutKeys } from '../../scripts/entra/registration.ts';
import { AzureCli } from './support/azureCli.ts';
import { RegistrationGraph, type Json } from './support/graph.ts';
import { runPowerShell } from './support/powerShell.ts';

const ORIGIN = 'https://sync.example.com';

/** What the script must come to, for the application that it made. */
const wantedFor = (application: Json, ids: { scopeId: string; roleId: string } = DEFAULT_IDS): object =>
  withoutKeys(registrationFor(ORIGIN, { appId: String(application['appId']), ...ids }));

/** Without the keys, and without the ids that Entra gave. */
const settingsOf = (application: Json): Json =>
  Object.fromEntries(
    Object.entries(application).filter(([name]) => !['keyCredentials', 'id', 'appId'].includes(name)),
  );

const only = (graph: RegistrationGraph): Json => {
  expect(graph.applications).toHaveLength(1);
  return graph.applications[0] ?? {};
};

const complaints = (application: Json): unknown[] =>
  checkRegistration(ORIGIN, { file: 'export.json', text: JSON.stringify(application, null, 2) });

/** Requests that change something. */
const writes = (graph: RegistrationGraph): string[] =>
  graph.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('/')[1] ?? ''}`);

/** An application as somebody else made it, with a scope and a role of its own ids. */
const byHand = (): Json => ({
  id: 'object-1',
  appId: '22222222-2222-4333-8444-555555555555',
  displayName: 'Our sync',
  api: {
    oauth2PermissionScopes: [
      { id: '33333333-2222-4333-8444-555555555555', value: 'access_as_user', isEnabled: true },
    ],
  },
  appRoles: [{ id: '44444444-2222-4333-8444-555555555555', value: 'Sync.Admin', isEnabled: true }],
  spa: { redirectUris: ['brk-multihub://sync.example.com', 'https://sync.example.com/auth-redirect.html'] },
});
const OWN_IDS = {
  scopeId: '33333333-2222-4333-8444-555555555555',
  roleId: '44444444-2222-4333-8444-555555555555',
};

let graph: RegistrationGraph;
beforeEach(() => {
  graph = new RegistrationGraph();
});

describe('the script for the Azure CLI', () => {
  let az: AzureCli;
  beforeEach(() => {
    az = new AzureCli(graph);
  });
  afterEach(() => az.end());

  it('makes exactly the registration, request by request, and changes nothing the second time', async () => {
    const script = azureCliScript(ORIGIN);
    const first = await az.run(script);
    expect(first, first.errors).toMatchObject({ code: 0 });
    expect(writes(graph)).toEqual([
      'POST applications',
      'PATCH applications',
      'PATCH applications',
      'POST servicePrincipals',
    ]);
    const application = only(graph);
    expect(settingsOf(application)).toEqual(wantedFor(application));
    expect(complaints(application)).toEqual([]);
    expect(graph.principals).toMatchObject([{ appId: application['appId'] }]);
    expect(first.output).toContain(`ENTRA_CLIENT_ID=${String(application['appId'])}\n`);

    const before = structuredClone(application);
    const second = await az.run(script);
    expect(second, second.errors).toMatchObject({ code: 0 });
    expect(only(graph)).toEqual(before);
    expect(graph.principals).toHaveLength(1);
  });

  it('makes a certificate that the server can use, and adds the same one only once', async () => {
    await az.run(azureCliScript(ORIGIN));
    const file = join(az.folder, 'timify-sync.pem');
    expect(readFileSync(file, 'utf8')).toMatch(/BEGIN PRIVATE KEY[\s\S]+BEGIN CERTIFICATE/);
    expect(existsSync(`${file}.key`)).toBe(false);
    const { displayName, key } = readCertificate(file);
    expect(only(graph)['keyCredentials']).toMatchObject([{ displayName, key }]);
  });

  it('takes over a registration that was made by hand, with the ids of its scope and role', async () => {
    graph.applications.push(byHand());
    const run = await az.run(azureCliScript(ORIGIN, '22222222-2222-4333-8444-555555555555'));
    expect(run, run.errors).toMatchObject({ code: 0 });
    const application = only(graph);
    expect(settingsOf(application)).toEqual(wantedFor(application, OWN_IDS));
  });

  it('stops where the named registration does not exist', async () => {
    const run = await az.run(azureCliScript(ORIGIN, '22222222-2222-4333-8444-555555555555'));
    expect(run.code).toBe(1);
    expect(run.errors).toContain('There is no registration 22222222');
    expect(writes(graph)).toEqual([]);
  });
});

describe('the script for PowerShell', () => {
  const certificate = { KeyName: 'timify-sync 0123456789ABCDEF', Key: 'MIIB' };

  it('makes exactly the registration, request by request, and changes nothing the second time', () => {
    const script = powerShellScript(ORIGIN);
    runPowerShell(script, graph, certificate);
    expect(writes(graph)).toEqual([
      'POST applications',
      'PATCH applications',
      'PATCH applications',
      'POST servicePrincipals',
      'PATCH applications',
    ]);
    const application = only(graph);
    expect(settingsOf(application)).toEqual(wantedFor(application));
    expect(application['keyCredentials']).toEqual([
      { type: 'AsymmetricX509Cert', usage: 'Verify', displayName: certificate.KeyName, key: certificate.Key },
    ]);

    const before = structuredClone(application);
    runPowerShell(script, graph, certificate);
    expect(only(graph)).toEqual(before);
    expect(graph.principals).toHaveLength(1);
  });

  it('keeps the keys that are there when it adds one', () => {
    runPowerShell(powerShellScript(ORIGIN), graph, certificate);
    runPowerShell(powerShellScript(ORIGIN), graph, { KeyName: 'timify-sync FEDC', Key: 'MIIC' });
    expect(only(graph)['keyCredentials']).toMatchObject([
      { displayName: certificate.KeyName },
      { displayName: 'timify-sync FEDC' },
    ]);
  });

  it('takes over a registration that was made by hand, with the ids of its scope and role', () => {
    graph.applications.push(byHand());
    runPowerShell(powerShellScript(ORIGIN, '22222222-2222-4333-8444-555555555555'), graph, certificate);
    expect(settingsOf(only(graph))).toEqual(wantedFor(only(graph), OWN_IDS));
  });

  it('sends what the script for the Azure CLI sends', async () => {
    runPowerShell(powerShellScript(ORIGIN), graph, certificate);
    const other = new RegistrationGraph();
    const az = new AzureCli(other);
    await az.run(azureCliScript(ORIGIN));
    az.end();
    const bodies = (one: RegistrationGraph): unknown[] => {
      const text = JSON.stringify(
        one.asked.filter(({ body }) => body !== null).map(({ method, body }) => ({ method, body })),
      );
      return JSON.parse(text.replaceAll(String(only(one)['appId']), 'APP')) as unknown[];
    };
    // The key apart, which az adds by a command of its own.
    expect(bodies(graph).slice(0, 4)).toEqual(bodies(other));
  });
});
