/**
 * Reads a PowerShell script as far as its requests go, and sends them to a stand-in for Graph: assignments, here-strings,
 * `if (-not $x) { … }` and `Invoke-MgGraphRequest`. PowerShell itself is not needed.
 */
import { at } from '../../../scripts/validate/jsonText.ts';
import type { Json, RegistrationGraph } from './graph.ts';

/** The certificate that `param` and section 6 of the script would come to. */
export interface Certificate {
  KeyName: string;
  Key: string;
}

type Variables = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `$Name` in a double-quoted string; a backtick takes the next sign as it is. */
const expanded = (source: string, variables: Variables): string =>
  source.replace(/`(.)|\$(\w+)/g, (whole, literal: string | undefined, name: string | undefined) => {
    if (literal !== undefined) return literal;
    if (name === undefined || !(name in variables)) throw new Error(`${whole} has no value yet`);
    return text(variables[name]);
  });

/** Here-strings are taken out first, so that a line is a statement. */
const withoutHereStrings = (script: string): { lines: string[]; strings: string[] } => {
  const strings: string[] = [];
  const flat = script.replace(
    /@"\n([\s\S]*?)\n"@/g,
    (_, inner: string) => `<<${String(strings.push(inner) - 1)}>>`,
  );
  return { lines: flat.split('\n').map((line) => line.trim()), strings };
};

const REQUEST = /Invoke-MgGraphRequest -Method (\w+) -Uri "([^"]+)"(?: -Body \$(\w+))?/;
const ASSIGNED = /^\$(\w+) = /;
const UNLESS = /^if \(-not (?:\$(\w+)|\((.*)\))\) \{(.*)$/;
const MEMBER = /^\$(\w+) = \$(\w+)\.([\w.]+)$/;
const NAMED = /^\$(\w+) = \(\$(\w+)\.([\w.]+) \| Where-Object \{ \$_\.value -eq "([^"]+)" \}\)\.id$/;
const DEFAULT = /^\$(\w+) = "([^"]+)"$/;
const BODY = /^\$(\w+) = <<(\d+)>>$/;

class Interpreter {
  readonly #graph: RegistrationGraph;
  readonly #strings: string[];
  readonly #variables: Variables;

  constructor(graph: RegistrationGraph, strings: string[], { KeyName, Key }: Certificate) {
    this.#graph = graph;
    this.#strings = strings;
    this.#variables = { KeyName, Key, Kept: '' };
  }

  #request(line: string): unknown {
    const [, method = '', uri = '', body] = REQUEST.exec(line) ?? [];
    const url = expanded(uri, this.#variables);
    const sent = body === undefined ? null : (JSON.parse(text(this.#variables[body])) as Json);
    const answer = this.#graph.call(method, url, sent);
    if (line.includes('.value | Select-Object -First 1')) return at(answer, ['value', 0]);
    return line.includes(').keyCredentials') ? (at(answer, ['keyCredentials']) ?? []) : answer;
  }

  #statement(line: string): void {
    const name = ASSIGNED.exec(line)?.[1];
    if (REQUEST.test(line)) {
      const answer = this.#request(line);
      if (name !== undefined) this.#variables[name] = answer;
      if (name === 'Keys')
        this.#variables['Kept'] = (answer as Json[]).map((key) => `${JSON.stringify(key)},`).join('');
      return;
    }
    const body = BODY.exec(line);
    if (body !== null) {
      this.#variables[body[1] ?? ''] = expanded(this.#strings[Number(body[2])] ?? '', this.#variables);
      return;
    }
    const named = NAMED.exec(line);
    if (named !== null) {
      const all = at(this.#variables[named[2] ?? ''], (named[3] ?? '').split('.'));
      const found = (Array.isArray(all) ? (all as Json[]) : []).find((one) => one['value'] === named[4]);
      this.#variables[named[1] ?? ''] = found?.['id'];
      return;
    }
    const member = MEMBER.exec(line);
    if (member !== null) {
      this.#variables[member[1] ?? ''] = at(this.#variables[member[2] ?? ''], (member[3] ?? '').split('.'));
      return;
    }
    const given = DEFAULT.exec(line);
    if (given !== null) this.#variables[given[1] ?? ''] = given[2];
  }

  /** Whether what follows `if (-not …)` is done. */
  #isAbsent(name: string | undefined, condition: string | undefined): boolean {
    if (name !== undefined) return this.#variables[name] === undefined;
    // The certificate's file is there; its key is known when one bears its name.
    if (condition?.startsWith('Test-Path') === true) return false;
    const keys = this.#variables['Keys'] as Json[];
    return !keys.some((key) => key['displayName'] === this.#variables['KeyName']);
  }

  run(lines: readonly string[]): void {
    let skipping = false;
    for (const line of lines) {
      if (line === '}') {
        skipping = false;
        continue;
      }
      const unless = UNLESS.exec(line);
      if (unless === null) {
        if (!skipping) this.#statement(line);
        continue;
      }
      const isDone = this.#isAbsent(unless[1], unless[2]);
      const inOneLine = /^ (.*) \}$/.exec(unless[3] ?? '')?.[1];
      if (inOneLine === undefined) skipping = !isDone;
      else if (isDone) this.#statement(inOneLine);
    }
  }
}

export const runPowerShell = (script: string, graph: RegistrationGraph, certificate: Certificate): void => {
  const { lines, strings } = withoutHereStrings(script);
  // What makes the key's own values is the certificate's part, which is given here.
  const ours = lines.filter((line) => !/^\$(KeyName|Key|Kept|X509|Rsa|Request|Made) = /.test(line));
  new Interpreter(graph, strings, certificate).run(ours);
};
