import Database from 'libsql';
import { Fault } from '../../core/fault.ts';

export type Value = string | number | null;
export type Row = Record<string, unknown>;

/** The file or the disk fails us, not our statement. Constraint and syntax errors are bugs and stay what they are. */
const OUT_OF_ORDER = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB|PROTOCOL|NOMEM)/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Prepared statements over one connection. Everything is synchronous, so what happens between two awaits is atomic. */
export class Sql {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #open = true;

  constructor(file: string) {
    this.#database = new Database(file);
  }

  #statement(text: string): Database.Statement {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  /** Rows changed. */
  run(text: string, ...values: Value[]): number {
    return this.#statement(text).run(values).changes;
  }

  get(text: string, ...values: Value[]): Row | null {
    return (this.#statement(text).get(values) as Row | undefined) ?? null;
  }

  all(text: string, ...values: Value[]): Row[] {
    return this.#statement(text).all(values) as Row[];
  }

  script(text: string): void {
    this.#database.exec(text);
  }

  /** All of `work` or nothing. Not to be nested. */
  atomically<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** The port's asynchronous face: an answer, or a rejection with a `Fault` where the database is out of order. */
  answer<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      try {
        if (!this.#open) throw new Fault({ kind: 'unavailable', service: 'store', code: 'closed' });
        resolve(work());
      } catch (error) {
        const code = codeOf(error);
        const outOfOrder = OUT_OF_ORDER.test(code);
        reject(
          outOfOrder
            ? new Fault({ kind: 'unavailable', service: 'store', code, cause: error })
            : (error as Error),
        );
      }
    });
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    this.#database.close();
  }
}

/** Reads whole documents of one table; `rest` is everything after `from {table}`. */
export interface Documents<T> {
  one(rest: string, ...values: Value[]): T | null;
  many(rest: string, ...values: Value[]): T[];
}

export const documents = <T>(sql: Sql, table: string): Documents<T> => {
  const read = (row: Row): T => JSON.parse(String(row['doc'])) as T;
  return {
    one: (rest, ...values) => {
      const row = sql.get(`select doc from ${table} ${rest}`, ...values);
      return row === null ? null : read(row);
    },
    many: (rest, ...values) => sql.all(`select doc from ${table} ${rest}`, ...values).map(read),
  };
};
