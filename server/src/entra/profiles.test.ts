import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProfiles } from './profiles.ts';
import { caller, createWorld, formOf, startIn } from './testing/entra.ts';
import type { World } from './testing/entra.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.entra.close());

it('reads the caller’s addresses with a token of their own, and keeps them for minutes', async () => {
  const used: string[] = [];
  const profiles = createProfiles(
    startIn(world),
    async (token) => {
      used.push(await token());
      return { mail: 'a@b.example', userPrincipalName: 'u', name: 'n' };
    },
    { now: () => world.time },
  );
  await profiles.me(caller());
  await profiles.me(caller());
  expect(used).toHaveLength(1);
  expect(formOf(world, 0)['scope']).toContain('https://graph.microsoft.com/User.Read');
  expect(world.rows.rows.size).toBe(0);
  world.time += 6 * 60_000;
  await profiles.me(caller());
  expect(used).toHaveLength(2);
});
