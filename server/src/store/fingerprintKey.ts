/**
 * The key of fingerprints and link ids. It is made once and lives as long as the database, whatever becomes of the keys
 * that seal: it is stored sealed, beside the tokens, and sealed anew when a newer key stands in front.
 */
import { randomBytes } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import type { Company } from '../sync/documents.ts';
import type { Store } from '../sync/ports/store.ts';
import type { Vault } from '../sync/ports/process.ts';
import { derivedKey, sealedWith, type VaultKey } from './vault.ts';

const ROW = 'fingerprint-key';
const CONTEXT = 'fingerprint-key';
const KEY_BYTES = 32;
const ATTEMPTS = 5;

export interface KeyParts {
  store: Pick<Store, 'tokens' | 'companies'>;
  vault: Vault;
  keys: readonly [VaultKey, ...VaultKey[]];
}

/** A database that is older than the row goes on with the key that it derived; a new one gets a random one. */
const firstKey = async ({ store, keys }: KeyParts): Promise<Buffer> => {
  const isNew = (await store.companies.page(null)).length === 0;
  return isNew ? randomBytes(KEY_BYTES) : derivedKey(keys);
};

const openedRow = ({ vault }: KeyParts, sealed: string): Buffer => {
  try {
    return Buffer.from(vault.open(sealed, CONTEXT), 'base64url');
  } catch (cause) {
    throw new Error(
      `The key of the fingerprints is sealed with key ${sealedWith(sealed) ?? '?'}, which TOKEN_KEYS does not hold. ` +
        'Put it back until this server has started once with it and the newer key.',
      { cause },
    );
  }
};

/**
 * The key, made or re-sealed where needed. Processes that start at the same time agree: the first to write wins, the
 * others read again. Throws with words for an operator when the row can't be opened.
 */
export const openFingerprintKey = async (parts: KeyParts): Promise<Buffer> => {
  const { store, vault, keys } = parts;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await store.tokens.load(ROW);
    const key = row ? openedRow(parts, row.sealed) : await firstKey(parts);
    if (row && sealedWith(row.sealed) === keys[0].id) return key;
    const sealed = vault.seal(key.toString('base64url'), CONTEXT);
    if (await store.tokens.save(ROW, sealed, row?.revision ?? 0)) return key;
  }
  throw new Fault({ kind: 'unavailable', service: 'store', code: 'fingerprint-key-contended' });
};

/** Again where somebody else was faster: a company's row is written each minute. */
const reseal = async ({ store, vault, keys }: KeyParts, company: Company): Promise<boolean> => {
  const context = `company:${company.id}`;
  for (let present: Company | null = company; present; present = await store.companies.get(company.id)) {
    const secret = openOrNull(vault, present.appSecret, context);
    if (secret === null || sealedWith(present.appSecret) === keys[0].id) return false;
    if (await store.companies.put({ ...present, appSecret: vault.seal(secret, context) })) return true;
  }
  return false;
};

/** Companies' secrets are sealed anew with the newest key. One that can't be opened stays, and is refused when used. */
export const resealSecrets = async (parts: KeyParts): Promise<number> => {
  let count = 0;
  for (let after: string | null = null; ;) {
    const page: Company[] = await parts.store.companies.page(after);
    for (const company of page) if (await reseal(parts, company)) count += 1;
    after = page.at(-1)?.id ?? null;
    if (after === null) return count;
  }
};

const openOrNull = (vault: Vault, sealed: string, context: string): string | null => {
  try {
    return vault.open(sealed, context);
  } catch {
    return null;
  }
};
