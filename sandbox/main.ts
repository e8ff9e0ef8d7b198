import { parseArgs } from 'node:util';
import { DEFAULT_PORT, startSandbox } from './start.ts';
import { DEFAULT_SWITCHES, OPPOSITE_SWITCHES, drawSwitches, parseSwitch } from './switches.ts';
import type { Switches } from './world.ts';

/** `tsx sandbox/main.ts [--port 4400] [--data .data/sandbox] [--fresh] [--empty] [--seed x] [--world a|b|draw] [--switch name=value]…` */

function readSwitches(
  world: string | undefined,
  seed: string,
  settings: readonly string[],
): Partial<Switches> {
  const worlds: Record<string, () => Partial<Switches>> = {
    a: () => DEFAULT_SWITCHES,
    b: () => OPPOSITE_SWITCHES,
    draw: () => drawSwitches(seed),
  };
  const base = world === undefined ? {} : worlds[world]?.();
  if (!base) throw new Error(`Unknown world: ${String(world)}`);
  const own = settings.map((setting) => {
    const parsed = parseSwitch(setting);
    if (!parsed) throw new Error(`Unknown switch: ${setting}`);
    return parsed;
  });
  return Object.assign({}, base, ...own) as Partial<Switches>;
}

function flags() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: process.env['SANDBOX_PORT'] ?? String(DEFAULT_PORT) },
      data: { type: 'string', default: '.data/sandbox' },
      seed: { type: 'string', default: 'sandbox' },
      world: { type: 'string' },
      server: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      empty: { type: 'boolean' },
      pages: { type: 'boolean', default: true },
      switch: { type: 'string', multiple: true, default: [] },
    },
    allowNegative: true,
  });
  return values;
}

async function main(): Promise<void> {
  const given = flags();
  const sandbox = await startSandbox({
    port: Number(given.port),
    dataDir: given.data,
    seed: given.seed,
    fresh: given.fresh,
    switches: readSwitches(given.world, given.seed, given.switch),
    ...(given.empty === undefined ? {} : { empty: given.empty }),
    ...(given.server === undefined ? {} : { serverUrl: given.server }),
    ...(given.pages
      ? {
          mountPages: async (app) => {
            const { mountPages } = await import('./pages/mount.ts');
            await mountPages(app);
          },
        }
      : {}),
  });
  const stop = (): void => {
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { url, origins, caFile } = sandbox;
  process.stdout.write(`${JSON.stringify({ url, origins, caFile })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
