/** One mailbox of Office 365 behind the port `OfficeSide`. */
import { Fault } from '../core/fault.ts';
import type { ChosenCalendar, OfficeEvent, Span } from '../core/items.ts';
import type { OfficeSide, SubscriptionFacts } from '../sync/ports/sides.ts';
import type { Profile, Tokens } from '../sync/ports/people.ts';
import { listCalendars } from './calendars.ts';
import { readChanges } from './changes.ts';
import type { Changes } from './changes.ts';
import { createGates } from './gate.ts';
import { createGraph } from './http.ts';
import type { Graph, GraphConfig } from './http.ts';
import type { Dialect, Mailbox } from './mailbox.ts';
import { isLoopbackOrHttps } from './middleware.ts';
import type { TokenSource } from './middleware.ts';
import { pathsOf } from './paths.ts';
import { findMarked, readByIds, readElsewhere } from './read.ts';
import { createWhereabouts, noteItems } from './whereabouts.ts';
import { graphUser } from './schemas.ts';
import { renew, subscribe, unsubscribe } from './subscriptions.ts';
import type { SubscribeRequest } from './subscriptions.ts';
import { readWindow } from './window.ts';
import { writesOf } from './writes.ts';

export interface OfficeMailbox extends OfficeSide {
  changes(request: Parameters<OfficeSide['changes']>[0]): Promise<Changes>;
  subscribe(request: SubscribeRequest): Promise<SubscriptionFacts>;
}

export interface Office {
  side(
    owner: { tenantId: string; oid: string; calendars?: readonly ChosenCalendar[] },
    scopes: readonly string[],
  ): OfficeMailbox;
  /** `/me` with the token that `token` gives. */
  profile(token: TokenSource): Promise<Profile>;
}

const PAGE_SIZE = 200;

type Reads = Pick<OfficeMailbox, 'window' | 'read' | 'elsewhere' | 'findByMarker' | 'calendars' | 'changes'>;

const readsOf = (mailbox: Mailbox): Reads => {
  const { graph, paths, seen } = mailbox;
  const noted = <T extends { items: OfficeEvent[] }>(read: T): T => {
    noteItems(seen, read.items);
    return read;
  };
  return {
    async window(window: Span, containers) {
      return noted(await readWindow(mailbox, { window, containers }));
    },
    async read(ids) {
      return noted(await readByIds(mailbox, ids));
    },
    elsewhere: (ids, calendars) => readElsewhere(mailbox, ids, calendars),
    findByMarker: (marker, _near, containerId) => findMarked(mailbox, { marker, containerId }),
    async calendars() {
      const calendars = await listCalendars(graph, paths);
      return calendars;
    },
    async changes(request) {
      const changes = await readChanges(mailbox, request);
      noted(changes.snapshot);
      return changes;
    },
  };
};

const createMailbox = (mailbox: Mailbox): OfficeMailbox => ({
  name: 'office',
  ...readsOf(mailbox),
  ...writesOf(mailbox),
  subscribe: (request) => subscribe(mailbox.graph, mailbox.oid, request),
  renew: (id, expiresAt) => renew(mailbox.graph, id, expiresAt),
  unsubscribe: (id) => unsubscribe(mailbox.graph, id),
});

const readProfile = async (graph: Graph): Promise<Profile> => {
  const path = '/me?$select=displayName,mail,userPrincipalName';
  const answer = await graph.call({ method: 'GET', path, target: 'mailbox' });
  const user = graphUser.safeParse(answer.body);
  if (!user.success) throw new Fault({ kind: 'unavailable', service: 'graph', code: 'NotAUser' });
  const { mail, userPrincipalName, displayName } = user.data;
  return { mail: mail ?? null, userPrincipalName, name: displayName ?? '' };
};

/**
 * Microsoft Graph at `config.baseUrl`. Throws when that is neither https nor on this machine: tokens would travel open.
 */
export const createOffice = (config: GraphConfig, tokens: Pick<Tokens, 'graph'>): Office => {
  if (!isLoopbackOrHttps(new URL(config.baseUrl))) throw new Error('the Graph base URL must be https');
  const gates = createGates();
  const dialect: Dialect = { expandsViews: config.expandMarkers ?? true };
  return {
    side: (owner, scopes) =>
      createMailbox({
        graph: createGraph(config, {
          mailbox: `${owner.tenantId}/${owner.oid}`,
          token: (fresh) => tokens.graph(owner, scopes, fresh),
          gates,
        }),
        paths: pathsOf(owner.oid),
        oid: owner.oid,
        pageSize: config.pageSize ?? PAGE_SIZE,
        dialect,
        seen: createWhereabouts(),
        shared: new Set((owner.calendars ?? []).filter(({ isOwn }) => !isOwn).map(({ id }) => id)),
      }),
    profile: (token) => readProfile(createGraph(config, { mailbox: 'me', token, gates: createGates() })),
  };
};
