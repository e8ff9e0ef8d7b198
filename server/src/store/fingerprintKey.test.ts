import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Company } from '../sync/documents.ts';
import type { Store } from '../sync/ports/store.ts';
import { NOON } from './contract/builders.ts';
import { openEmbedded } from './embedded/open.ts';
import { openFingerprintKey, resealSecrets } from './fingerprintKey.ts';
import { createVault, derivedKey, sealedWith, type VaultKey } from './vault.ts';

const key = (id: string, byte: number): VaultKey => ({ id, key: new Uint8Array(32).fill(byte) });
const OLD = key('old', 1);
const NEW = key('new', 2);

let store: Store;
beforeEach(async () => {
  store = await openEmbedded(':memory:', { now: () => NOON });
});
afterEach(() => store.close());

const withKeys = (...keys: [VaultKey, ...VaultKey[]]) => ({ store, keys, vault: createVault(keys) });

const aCompany = (sealedBy: VaultKey): Company => ({
  id: 'c',
  tenantId: 't',
  name: 'Optik Lindner',
  timeZone: 'UTC',
  language: 'de',
  contactEmail: '',
  appId: 'app',
  appSecret: createVault([sealedBy]).seal('secret', 'company:c'),
  privacy: null,
  webhook: { headerName: 'x', valueHash: '' },
  settings: {},
  locked: [],
  settingsVersion: 1,
  state: 'ok',
  revision: 0,
});

it('a new database gets a random key, and the same one ever after', async () => {
  const first = await openFingerprintKey(withKeys(OLD));
  expect(first).toHaveLength(32);
  expect(first).not.toEqual(derivedKey([OLD]));
  expect(await openFingerprintKey(withKeys(OLD))).toEqual(first);
});

it('processes that start at the same time agree on one', async () => {
  const found = await Promise.all(Array.from({ length: 4 }, () => openFingerprintKey(withKeys(OLD))));
  expect(new Set(found.map((one) => one.toString('hex'))).size).toBe(1);
});

it('an older database keeps the key that it derived', async () => {
  await store.companies.put(aCompany(OLD));
  expect(await openFingerprintKey(withKeys(NEW, OLD))).toEqual(derivedKey([OLD]));
});

it('survives rotation, and every old key can go once a start has seen the newer one', async () => {
  const first = await openFingerprintKey(withKeys(OLD));
  expect(await openFingerprintKey(withKeys(NEW, OLD))).toEqual(first);
  expect(await openFingerprintKey(withKeys(NEW))).toEqual(first);
});

it('refuses to start, in words, with a key that it can not open', async () => {
  await openFingerprintKey(withKeys(OLD));
  await expect(openFingerprintKey(withKeys(NEW))).rejects.toThrow('sealed with key old');
});

it('companies’ secrets are sealed anew with the newest key', async () => {
  await store.companies.put(aCompany(OLD));
  expect(await resealSecrets(withKeys(NEW, OLD))).toBe(1);
  const stored = await store.companies.get('c');
  expect(sealedWith(stored?.appSecret ?? '')).toBe('new');
  expect(createVault([NEW]).open(stored?.appSecret ?? '', 'company:c')).toBe('secret');
  expect(await resealSecrets(withKeys(NEW))).toBe(0);
});

it('companies’ secrets are sealed anew also where somebody writes the row meanwhile', async () => {
  await store.companies.put(aCompany(OLD));
  /** The nets are noted between the reading and the writing. */
  const page: Store['companies']['page'] = async (after) => {
    const rows = await store.companies.page(after);
    for (const row of rows) await store.companies.put({ ...row, nets: { near: NOON, far: NOON } });
    return rows;
  };
  const busy = { ...withKeys(NEW, OLD), store: { ...store, companies: { ...store.companies, page } } };
  expect(await resealSecrets(busy)).toBe(1);
  const stored = await store.companies.get('c');
  expect(sealedWith(stored?.appSecret ?? '')).toBe('new');
  expect(stored?.nets).toEqual({ near: NOON, far: NOON });
});
