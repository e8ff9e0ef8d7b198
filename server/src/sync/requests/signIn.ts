/** The caller's own sign-in, exchanged for access to their mailbox. */
import { isFault } from '../../core/fault.ts';
import type { Direction } from '../../core/items.ts';
import { effective } from '../../core/settings.ts';
import { isLive } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Connection } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { signalConnection } from '../signals.ts';
import { scopesFor } from '../../core/scopes.ts';

/** Tells a missing consent or sign-in together with the scopes that it is about. */
export const asking = async <T>(scopes: readonly string[], work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isFault(error, 'consent-required', 'sign-in-required')) throw error;
    const claims = error.claims === null ? {} : { claims: error.claims };
    const facts = { scopes: [...scopes], ...claims };
    if (error.kind === 'consent-required')
      throw new Refusal('consent_required', 'Microsoft asks for consent first.', facts);
    throw new Refusal('sign_in_required', 'Microsoft asks for a new sign-in.', facts);
  }
};

/**
 * Access for the caller's own request and, kept, for later runs. With `ENTRA_BACKGROUND=code` the kept part comes from
 * the popup's code alone, so it must be there already: else `sign_in_required`.
 */
export const signInFor = (
  deps: Pick<RequestDeps, 'tokens' | 'background'>,
  caller: Caller,
  scopes: readonly string[],
): Promise<void> =>
  asking(scopes, async () => {
    await deps.tokens.signIn(caller, scopes);
    if (deps.background === 'code') await deps.tokens.graph(caller, scopes, {});
  });

const WAITED_FOR_SIGN_IN = ['needs-sign-in', 'permission-missing', 'mailbox-unsupported'] as const;

type SignInDeps = Pick<RequestDeps, 'store' | 'clock' | 'tokens' | 'bus' | 'background'>;

const directionOf = async (deps: SignInDeps, connection: Connection): Promise<Direction> => {
  const company = await deps.store.companies.get(connection.companyId);
  return effective(company ?? { settings: {}, locked: [] }, connection.settings).settings.direction;
};

/** All that the caller's live connections need. */
export const scopesOfMine = async (
  deps: SignInDeps,
  connections: readonly Connection[],
): Promise<string[]> => {
  const needed = await Promise.all(
    connections.map(async (connection) =>
      scopesFor(await directionOf(deps, connection), connection.calendars),
    ),
  );
  return [...new Set(needed.flat())];
};

/** A connection that waited for its owner is due again, over its whole window. */
export const wakeUp = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'bus'>,
  connection: Connection,
): Promise<void> => {
  const { id, tenantId, companyId } = connection;
  const now = deps.clock.now();
  const state = connection.importedAt === null ? 'importing' : 'syncing';
  await deps.store.connections.set(id, { state, stateSince: now, trouble: null }, [connection.state]);
  await signalConnection(
    deps,
    connection,
    [{ kind: 'window' }],
    state === 'importing' ? 'import' : undefined,
  );
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
};

/** Renews our access with the caller's present sign-in, or with a code; what waited for it goes on. */
export const signInAgain = async (
  deps: SignInDeps,
  caller: Caller,
  request: { code: string | null; redirectUri: string | null; scopes: readonly string[] | null },
): Promise<Connection[]> => {
  const mine = (await deps.store.connections.ofUser(caller.tenantId, caller.oid)).filter(isLive);
  const scopes = request.scopes ?? (await scopesOfMine(deps, mine));
  const wanted = scopes.length > 0 ? scopes : scopesFor('office-to-timify', []);
  const { code, redirectUri } = request;
  if (code !== null && redirectUri !== null)
    await asking(wanted, () => deps.tokens.redeemCode(caller, code, redirectUri, wanted));
  else await signInFor(deps, caller, wanted);
  const waiting = mine.filter(({ state }) => WAITED_FOR_SIGN_IN.some((one) => one === state));
  for (const connection of waiting) await wakeUp(deps, connection);
  const after = await Promise.all(mine.map(({ id }) => deps.store.connections.get(id)));
  return after.flatMap((connection) => connection ?? []);
};
