/** Stands in for `az`: a program on the PATH that hands its arguments to the test. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { at } from '../../../scripts/validate/jsonText.ts';
import type { Json, RegistrationGraph } from './graph.ts';

const PROGRAM = `#!${process.execPath}
const [, , ...args] = process.argv;
fetch(process.env.AZ_ANSWERS, { method: 'POST', body: JSON.stringify(args) })
  .then((answer) => answer.text().then((text) => {
    (answer.ok ? process.stdout : process.stderr).write(text);
    process.exitCode = answer.ok ? 0 : 1;
  }));
`;

const optionsOf = (args: readonly string[]): Map<string, string> => {
  const options = new Map<string, string>();
  args.forEach((word, index) => {
    const next = args[index + 1];
    if (word.startsWith('--')) options.set(word, next === undefined || next.startsWith('--') ? '' : next);
  });
  return options;
};

/** The few JMESPath expressions that the script asks with. */
const queried = (value: unknown, query: string): unknown => {
  const named = /^([\w.]+)\[\?(\w+)=='([^']+)'\]\.(\w+) \| \[0\]$/.exec(query);
  if (named !== null) {
    const [, path = '', key = '', wanted, member = ''] = named;
    const all = at(value, path.split('.'));
    const found = (Array.isArray(all) ? (all as Json[]) : []).find((one) => one[key] === wanted);
    return found?.[member];
  }
  const counted = /^\[\?(\w+)=='([^']+)'\] \| length\(@\)$/.exec(query);
  if (counted !== null) return (value as Json[]).filter((one) => one[counted[1] ?? ''] === counted[2]).length;
  if (query === 'value[0].id') return at(value, ['value', 0, 'id']);
  if (/^\w+$/.test(query)) return at(value, [query]);
  throw new Error(`The query ${query} is not known here`);
};

const credential = (graph: RegistrationGraph, verb: string, options: Map<string, string>): unknown => {
  const application = graph.applications.find((one) => one['appId'] === options.get('--id'));
  if (application === undefined) throw new Error('There is no such application');
  const keys = (application['keyCredentials'] ?? []) as Json[];
  if (verb === 'list') return keys;
  if (verb !== 'reset' || !options.has('--append')) throw new Error('Only adding a key is known here');
  const file = options.get('--cert')?.replace(/^@/, '') ?? '';
  const certificate = new X509Certificate(readFileSync(file));
  application['keyCredentials'] = [
    ...keys,
    {
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      displayName: options.get('--display-name'),
      endDateTime: new Date(certificate.validTo).toISOString(),
      key: certificate.raw.toString('base64'),
    },
  ];
  return null;
};

const answer = (graph: RegistrationGraph, args: readonly string[]): string => {
  const options = optionsOf(args);
  const say = (value: unknown): string => {
    if (options.get('--output') === 'none') return '';
    const query = options.get('--query');
    const asked = query === undefined ? value : queried(value, query);
    return typeof asked === 'string' || typeof asked === 'number' ? `${String(asked)}\n` : '';
  };
  if (args[0] === 'account') return say({ id: 'tenant' });
  if (args[0] === 'ad') return say(credential(graph, args[3] ?? '', options));
  if (args[0] !== 'rest') throw new Error(`az ${args.join(' ')} is not known here`);
  const body = options.get('--body');
  if (body !== undefined && options.get('--headers') !== 'Content-Type=application/json')
    throw new Error('A body without its type');
  const json = body === undefined ? null : (JSON.parse(body) as Json);
  return say(graph.call(options.get('--method') ?? '', options.get('--url') ?? '', json));
};

export interface ScriptRun {
  code: number | null;
  output: string;
  errors: string;
}

/** Runs the real script in bash, in a folder of its own that it may be run in again. */
export class AzureCli {
  readonly folder = mkdtempSync(join(tmpdir(), 'az-'));
  readonly graph: RegistrationGraph;

  constructor(graph: RegistrationGraph) {
    this.graph = graph;
    writeFileSync(join(this.folder, 'az'), PROGRAM, { mode: 0o755 });
  }

  async run(script: string): Promise<ScriptRun> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        try {
          response.end(answer(this.graph, JSON.parse(Buffer.concat(parts).toString()) as string[]));
        } catch (error) {
          response.writeHead(400).end(`${String(error)}\n`);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const file = join(this.folder, 'setup.sh');
    writeFileSync(file, script);
    const child = spawn('bash', [file], {
      cwd: this.folder,
      env: {
        ...process.env,
        PATH: `${this.folder}:${process.env['PATH'] ?? ''}`,
        AZ_ANSWERS: `http://127.0.0.1:${String(port)}/`,
      },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    await new Promise((resolve) => server.close(resolve));
    return { code, output, errors };
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
