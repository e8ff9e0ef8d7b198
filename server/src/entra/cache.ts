/**
 * One user's MSAL cache: a sealed blob under `{oid}.{tid}`, read once per operation and written by compare-and-swap,
 * so that two processes that renew at the same time both keep what they got ("Token caching in MSAL Node": one
 * partition per user).
 */
import type { ICachePlugin, TokenCacheContext } from '@azure/msal-node';
import { Fault } from '../core/fault.ts';
import type { Store } from '../sync/ports/store.ts';
import type { Vault } from '../sync/ports/process.ts';

export interface Owner {
  tenantId: string;
  oid: string;
}

/** MSAL's `homeAccountId` of the user, our key in the store, and the seal's context. */
export const ownerKey = (owner: Owner): string => `${owner.oid}.${owner.tenantId}`;

type Section = Record<string, unknown>;
type Blob = Record<string, Section>;

const SWAPS = 3;

const parse = (json: string | null): Blob => (json === null ? {} : (JSON.parse(json) as Blob));

/**
 * `theirs` with our own changes since `base`: what we added or changed goes in, what we removed goes out, all else
 * stays as they wrote it.
 */
export const mergeBlobs = (base: string | null, theirs: string | null, ours: string): string => {
  const [before, merged, after] = [parse(base), parse(theirs), parse(ours)];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const section: Section = { ...merged[name] };
    for (const key of Object.keys(before[name] ?? {})) {
      if (!(key in (after[name] ?? {}))) Reflect.deleteProperty(section, key);
    }
    for (const [key, value] of Object.entries(after[name] ?? {})) {
      if (JSON.stringify(value) !== JSON.stringify(before[name]?.[key])) section[key] = value;
    }
    merged[name] = section;
  }
  return JSON.stringify(merged);
};

/** The cache as one operation sees it. Nothing reaches the store before `save`. */
export class UserCache implements ICachePlugin {
  readonly #store: Store['tokens'];
  readonly #vault: Vault;
  readonly #key: string;
  #loaded: { json: string | null; revision: number } | null = null;
  #pending: string | null = null;

  constructor(store: Store['tokens'], vault: Vault, owner: Owner) {
    this.#store = store;
    this.#vault = vault;
    this.#key = ownerKey(owner);
  }

  async beforeCacheAccess(context: TokenCacheContext): Promise<void> {
    this.#loaded ??= await this.#load();
    const json = this.#pending ?? this.#loaded.json;
    if (json !== null) context.tokenCache.deserialize(json);
  }

  afterCacheAccess(context: TokenCacheContext): Promise<void> {
    if (context.cacheHasChanged) this.#pending = context.tokenCache.serialize();
    return Promise.resolve();
  }

  /** Writes what changed. A lost swap is repeated on top of the winner's blob. */
  async save(): Promise<void> {
    if (this.#pending === null) return;
    let current = this.#loaded ?? { json: null, revision: 0 };
    let json = this.#pending;
    for (let attempt = 0; attempt < SWAPS; attempt += 1) {
      if (await this.#store.save(this.#key, this.#vault.seal(json, this.#key), current.revision)) {
        this.#loaded = null;
        this.#pending = null;
        return;
      }
      const base = this.#loaded?.json ?? null;
      current = await this.#load();
      json = mergeBlobs(base, current.json, this.#pending);
    }
    throw new Fault({ kind: 'unavailable', service: 'store', code: 'token-cache-contended' });
  }

  /** A blob that can't be opened (its key is gone) counts as none: the user signs in again. */
  async #load(): Promise<{ json: string | null; revision: number }> {
    const row = await this.#store.load(this.#key);
    if (row === null) return { json: null, revision: 0 };
    try {
      return { json: this.#vault.open(row.sealed, this.#key), revision: row.revision };
    } catch {
      return { json: null, revision: row.revision };
    }
  }
}
