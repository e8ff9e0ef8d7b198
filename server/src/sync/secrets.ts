import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes, base64url: tokens of invitations, header values, client states. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Ids of our own rows. */
export const newId = (): string => randomBytes(16).toString('hex');

/** What is stored of a secret: SHA-256, hex. Enough for values of 256 random bits. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether `secret` is the one behind `hash`; takes the same time for every wrong one. */
export const isSecret = (secret: string, hash: string): boolean => {
  const given = Buffer.from(secretHash(secret), 'hex');
  const stored = Buffer.from(hash, 'hex');
  return given.length === stored.length && timingSafeEqual(given, stored);
};
