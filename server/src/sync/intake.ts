/**
 * Doorbells. A notification names what may have changed; it is answered after one durable write and never trusted
 * for more. See docs/architecture.md, "One path for every change".
 */
export interface Intake {
  /**
   * Change notifications and lifecycle notifications of Graph, also mixed. `malformed`: not the shape at all (400).
   * Unknown subscriptions and wrong `clientState`s are logged and leave nothing behind. Rejects with a `Fault`
   * (`unavailable`) when the store does not answer, so that Graph delivers again (503).
   */
  graph(body: unknown): Promise<'accepted' | 'malformed'>;
  /** TIMIFY's webhook of one company. `refused`: the secret header is wrong (still answered 202). */
  timify(
    companyId: string,
    header: (name: string) => string | undefined,
    body: unknown,
  ): Promise<'accepted' | 'malformed' | 'refused'>;
}
