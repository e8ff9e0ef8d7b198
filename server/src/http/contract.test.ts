import { expect, test } from 'vitest';
import { api } from '../../../shared/api.ts';
import type { Call } from '../../../shared/call.ts';
import { ERROR_STATUS, ErrorId } from '../../../shared/errors.ts';
import { PartialSettings, SETTING_NAMES, Settings } from '../../../shared/settings.ts';
import { DEFAULT_SETTINGS, SETTING_NAMES as CORE_NAMES } from '../core/settings.ts';

test('the contract and the core speak of the same settings', () => {
  expect([...SETTING_NAMES].sort()).toEqual([...CORE_NAMES].sort());
  expect(Settings.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  expect(PartialSettings.parse({ anonymous: { toOffice: true } })).toEqual({ anonymous: { toOffice: true } });
  expect(Settings.safeParse({}).success).toBe(false);
});

test('each call has an address of its own', () => {
  const addresses = Object.values(api).map(({ method, path }: Call) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('every refusal has a status', () => {
  expect(ErrorId.options).toEqual(Object.keys(ERROR_STATUS));
  for (const call of Object.values(api) as Call[])
    for (const id of call.errors ?? []) expect(ERROR_STATUS[id]).toBeGreaterThanOrEqual(400);
});
