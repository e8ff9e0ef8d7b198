/** Arguments of our commands, checked, with faults that name the argument and the way out. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Something the caller can mend: shown without a stack. */
export class WrongArgument extends Error {
  override readonly name = 'WrongArgument';
  constructor(argument: string, fault: string, wayOut: string) {
    super(`${argument} ${fault}.\n    ${wayOut}`);
  }
}

/** Somebody asked how the command is called: an answer, not a fault. */
export class HelpWanted extends Error {
  override readonly name = 'HelpWanted';
}

/** `parseArgs` whose complaints are ours, and which knows `--help`. */
export const parse = <const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  usage: string,
  allowPositionals = false,
) => {
  if (args.includes('--help')) throw new HelpWanted(usage);
  try {
    return parseArgs({ args: [...args], options, allowPositionals, strict: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const argument = /'(-[^' ]*)/.exec(text)?.[1] ?? /'([^']*)'/.exec(text)?.[1] ?? 'An argument';
    const fault = text.startsWith('Unknown option')
      ? 'is not known'
      : text.startsWith('Unexpected argument')
        ? 'is not expected'
        : 'has no value, or one it does not take';
    throw new WrongArgument(argument, fault, usage);
  }
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ZEROS = /^[0-]+$/;

export const guid = (argument: string, given: string | undefined, wayOut: string): string => {
  if (given === undefined) throw new WrongArgument(argument, 'is missing', wayOut);
  if (!GUID.test(given) || ZEROS.test(given))
    throw new WrongArgument(argument, `is no id (a GUID): "${given}"`, wayOut);
  return given.toLowerCase();
};

const URL_HELP = 'Give the address of your server without a path: --url https://sync.example.com';

/** The origin of our server. Hosts load https only; the pages stand at the root of their host (addin §4.3). */
export const serverOrigin = (given: string | undefined): string => {
  if (given === undefined) throw new WrongArgument('--url', 'is missing', URL_HELP);
  if (!URL.canParse(given)) throw new WrongArgument('--url', `is no web address: "${given}"`, URL_HELP);
  const url = new URL(given);
  if (url.protocol !== 'https:')
    throw new WrongArgument(
      '--url',
      `is not https: "${given}"`,
      `Outlook and Teams load https only. ${URL_HELP}`,
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new WrongArgument(
      '--url',
      `has a path: "${given}"`,
      `Sign-in needs the root of a host. ${URL_HELP}`,
    );
  if (url.username !== '' || url.password !== '')
    throw new WrongArgument('--url', 'holds a name or a password', URL_HELP);
  return url.origin;
};

/** Runs a command: a wrong argument is two lines on standard error and exit code 2, help is what was wanted. */
export const runCommand = async (command: (args: string[]) => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    if (error instanceof HelpWanted) {
      process.stdout.write(`${error.message}\n`);
      return;
    }
    if (!(error instanceof WrongArgument)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};
