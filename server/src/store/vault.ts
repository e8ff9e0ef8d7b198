import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Hash, Vault } from '../sync/ports/process.ts';

/** `key` has 32 bytes; `id` is what an envelope names it by. */
export interface VaultKey {
  id: string;
  key: Uint8Array;
}

const VERSION = 'v1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const check = (keys: readonly VaultKey[]): void => {
  if (keys.length === 0) throw new Error('At least one key is needed.');
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw new Error('Two keys have the same id.');
  for (const { id, key } of keys) {
    if (!/^[\w-]+$/.test(id)) throw new Error('A key id may hold letters, digits, "_" and "-" only.');
    if (key.length !== KEY_BYTES) throw new Error(`Key ${id} must have ${KEY_BYTES} bytes.`);
  }
};

const open = (keys: ReadonlyMap<string, Uint8Array>, sealed: string, context: string): string => {
  const [version, keyId, iv, tag, text, ...more] = sealed.split('.');
  if (version !== VERSION || keyId === undefined || !iv || !tag || text === undefined || more.length > 0)
    throw new Error('Not a sealed envelope.');
  const key = keys.get(keyId);
  if (!key) throw new Error(`Sealed with the unknown key ${keyId}.`);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
};

/**
 * Envelopes `v1.{keyId}.{iv}.{tag}.{text}` (base64url), AES-256-GCM with `context` as additional authenticated data.
 * The first key seals; every key opens. So a new key is put in front, and an old one may go once nothing is sealed
 * with it any more. Throws at once when a key is not fit.
 */
export const createVault = (keys: readonly VaultKey[]): Vault => {
  check(keys);
  const [newest] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    seal: (plain, context) => {
      if (!newest) throw new Error('At least one key is needed.');
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'));
      return [VERSION, newest.id, ...parts].join('.');
    },
    open: (sealed, context) => open(byId, sealed, context),
  };
};

/** The id of the key that an envelope was sealed with; null where it is none. */
export const sealedWith = (sealed: string): string | null => {
  const [version, keyId] = sealed.split('.');
  return version === VERSION && keyId ? keyId : null;
};

/** What databases made their fingerprints with before these had a key of their own: HKDF-SHA-256 of the oldest key. */
export const derivedKey = (keys: readonly VaultKey[]): Buffer => {
  check(keys);
  const oldest = keys.at(-1)?.key ?? new Uint8Array();
  return Buffer.from(hkdfSync('sha256', oldest, '', 'timify-sync fingerprints v1', KEY_BYTES));
};

/** The keyed hash of fingerprints and link ids. */
export const createHash =
  (key: Uint8Array): Hash =>
  (text) =>
    createHmac('sha256', key).update(text, 'utf8').digest('base64url');
