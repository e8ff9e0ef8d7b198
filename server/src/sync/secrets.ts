import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

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

/** Whether two keyed hashes are the same; takes the same time for every wrong one. */
export const isSameHash = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Without the signs that people take for each other: I and 1, O and 0, U and V. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

/** A code that a person types: eight signs in two groups, about 39 random bits. */
export const newCode = (): string => {
  const signs = Array.from({ length: CODE_LENGTH }, () => SIGNS[randomInt(SIGNS.length)] ?? '');
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
};

/** However it was typed: small letters, spaces, other dashes. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
