import { refuse } from '../errors.ts';

export type Token =
  | { kind: 'text'; value: string }
  | { kind: 'name'; value: string }
  | { kind: 'mark'; value: '(' | ')' | ':' | ',' };

const PATTERN = /\s*(?:'((?:[^']|'')*)'|([():,])|([^\s()':,]+))/y;

/** Cuts an OData expression into words. Quotes inside texts are doubled. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.trimEnd().length) {
    const part = PATTERN.exec(text);
    if (!part) throw refuse.badRequest(`Invalid filter clause: syntax error in '${text}'.`);
    const [, quoted, mark, name] = part;
    if (quoted !== undefined) found.push({ kind: 'text', value: quoted.replace(/''/g, "'") });
    else if (mark === '(' || mark === ')' || mark === ':' || mark === ',')
      found.push({ kind: 'mark', value: mark });
    else if (name !== undefined) found.push({ kind: 'name', value: name });
  }
  return found;
}

/** Reads tokens one after the other. */
export class TokenReader {
  readonly #tokens: Token[];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text);
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  /** Whether the next token is that word or mark; takes it if so. */
  takes(value: string): boolean {
    const token = this.peek();
    if (!token || token.kind === 'text' || token.value.toLowerCase() !== value) return false;
    this.#at += 1;
    return true;
  }

  next(): Token {
    const token = this.peek();
    if (!token) throw this.fault();
    this.#at += 1;
    return token;
  }

  name(): string {
    const token = this.next();
    if (token.kind !== 'name') throw this.fault();
    return token.value;
  }

  expect(value: string): void {
    if (!this.takes(value)) throw this.fault();
  }

  fault(): Error {
    return refuse.badRequest(`Invalid filter clause: '${this.#text}'.`);
  }
}
