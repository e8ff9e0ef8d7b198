/** What a process has: time, a log, keys, and a bell for open panes. */
import type { Instant } from '../../core/items.ts';

export interface Clock {
  now(): Instant;
  /** Resolves at `at` or when `signal` aborts. The only timer of the product. */
  until(at: Instant, signal: AbortSignal): Promise<void>;
}

/** One wide line per request and per run. Nothing personal: no titles, names, addresses, tokens. */
export interface Log {
  info(line: string, facts?: Record<string, unknown>): void;
  warn(line: string, facts?: Record<string, unknown>): void;
  error(line: string, facts?: Record<string, unknown>): void;
}

/** `HMAC-SHA-256(key, text)`, base64url. Fingerprints and link ids come from here. */
export type Hash = (text: string) => string;

/** AES-256-GCM with key id and rotation; `context` is the additional authenticated data (tenant and user). */
export interface Vault {
  seal(plain: string, context: string): string;
  /** Throws when the context is another one or the key is unknown. */
  open(sealed: string, context: string): string;
}

// ── Sides ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Tells open panes that something changed; loses nothing that the store does not hold. */
export interface Bus {
  publish(event: {
    tenantId: string;
    companyId: string;
    connectionId: string;
    kind: 'progress' | 'state' | 'conflict' | 'log' | 'settings';
  }): void;
  subscribe(
    listener: (event: { tenantId: string; companyId: string; connectionId: string; kind: string }) => void,
  ): () => void;
}
