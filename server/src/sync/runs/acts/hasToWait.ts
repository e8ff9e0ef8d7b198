import { hasAgreed } from '../../companyRow.ts';
import type { Act, Company, Connection } from '../../documents.ts';

/** Ending a connection is always possible; what a person decides about one conflict is no sync. */
const WHILE_PAUSED: readonly Act['request']['kind'][] = ['deactivate', 'verdict'];

/**
 * Nothing is transferred while a connection is paused, and nothing at all without the company's agreement: an act that
 * would stays as it is until the connection is resumed, or the company has agreed.
 */
export const hasToWait = (
  { kind }: Pick<Act['request'], 'kind'>,
  connection: Pick<Connection, 'state'>,
  company: Pick<Company, 'privacy'>,
): boolean =>
  kind !== 'deactivate' &&
  (!hasAgreed(company) || (connection.state === 'paused' && !WHILE_PAUSED.includes(kind)));
