import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { HelpWanted, parse, WrongArgument } from '../options.ts';

const USAGE = `npm run demo -- [options]

--fresh              begins anew; without it the data of the last start is found again
--empty              empty calendars, no bookings, everyone bookable at all hours (with --fresh)
--calendar FILE.ics  your own exported calendar, moved into the present by whole weeks
--json               one JSON line when all is ready, for scripts
--port 4500          of the server (or PORT)
--sandbox-port 4400  the first of five of the sandbox (or SANDBOX_PORT)
--data FOLDER        where everything is kept: .data/demo, or one of its own for other ports
--world a|b|draw     what the sandbox does where the facts are open`;

const OPTIONS = {
  fresh: { type: 'boolean', default: false },
  empty: { type: 'boolean', default: false },
  calendar: { type: 'string' },
  json: { type: 'boolean', default: false },
  port: { type: 'string' },
  'sandbox-port': { type: 'string' },
  data: { type: 'string' },
  world: { type: 'string', default: 'a' },
} as const;

const leave = (code: number, text: string): never => {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(code);
};

/** Where the person stood who called npm. */
const fromHere = (given: string): string => {
  const file = resolve(process.env['INIT_CWD'] ?? '.', given);
  if (!existsSync(file))
    throw new WrongArgument(
      '--calendar',
      `names no file: "${given}"`,
      'Export a calendar as an .ics file first.',
    );
  return file;
};

const parsed = (args: readonly string[]) => {
  try {
    const { calendar, ...values } = parse(args, OPTIONS, USAGE).values;
    return { ...values, calendar: calendar === undefined ? undefined : fromHere(calendar) };
  } catch (error) {
    if (error instanceof HelpWanted) return leave(0, error.message);
    if (error instanceof WrongArgument) return leave(2, error.message);
    throw error;
  }
};

/** Two demos side by side differ in their ports, and must not share a folder: `--fresh` of one would empty the other's. */
const folderFor = (port: string, sandboxPort: string): string =>
  port === '4500' && sandboxPort === '4400' ? '.data/demo' : `.data/demo-${port}-${sandboxPort}`;

/** What the demo was asked for. A wrong option ends it with the list of those it takes. */
export const demoOptions = (args: readonly string[]) => {
  const given = parsed(args);
  const port = given.port ?? process.env['PORT'] ?? '4500';
  const sandboxPort = given['sandbox-port'] ?? process.env['SANDBOX_PORT'] ?? '4400';
  return { ...given, port, 'sandbox-port': sandboxPort, data: given.data ?? folderFor(port, sandboxPort) };
};
