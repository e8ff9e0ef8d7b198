import { nameOf, type CallName, type JournalRow } from './rows.ts';

/** Calls that people made themselves, so that what is left of the services' journal is the product's. */
export class OwnCalls {
  readonly #made: { at: string; name: string }[] = [];

  note(row: CallName): void {
    this.#made.push({ at: new Date().toISOString(), name: nameOf(row) });
  }

  /** Of what the services took since: what nobody here called. */
  without(rows: readonly JournalRow[], since: string): JournalRow[] {
    const own = this.#made.filter(({ at }) => at >= since).map(({ name }) => name);
    return rows.filter((row) => {
      const at = own.indexOf(nameOf(row));
      if (at >= 0) own.splice(at, 1);
      return at < 0;
    });
  }
}

/** Changes one of the two calendars: neither a look, nor a sign-in, nor a subscription. */
export const isWrite = ({ service, method, path }: JournalRow): boolean =>
  service !== 'entra' && method !== 'GET' && !/^\/(\$batch|auth\/|subscriptions)/.test(path);
