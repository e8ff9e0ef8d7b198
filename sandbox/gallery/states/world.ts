import { acted, calendars, config, connection, invitation, me, settings } from '../fixtures/account.ts';
import { solvedConflicts, someConflicts } from '../fixtures/conflicts.ts';
import { agenda, explanation, held, log } from '../fixtures/items.ts';
import { preview } from '../fixtures/previews.ts';
import * as admin from '../fixtures/admin.ts';
import type { Both, FixtureAnswers, GalleryState, PlainAnswer, Say } from '../model.ts';

/** The answers of a server on which nothing is wrong. A state says what differs. */

export const ok = (body: unknown): PlainAnswer => ({ body });
export const items = (list: unknown): PlainAnswer => ({ body: { items: list } });
export const refuse = (id: string, status: number, facts?: Record<string, unknown>): PlainAnswer => ({
  refuse: id,
  status,
  ...(facts === undefined ? {} : { facts }),
});

export const both = (de: string, en: string): Both => ({ de, en });

const CONNECTION = '/api/connections/{id}';
const COMPANY = '/api/company';

/** Short names for the calls that states answer differently. */
export const CALLS = {
  config: 'GET /api/config',
  me: 'GET /api/me',
  stream: 'GET /api/stream',
  invitation: 'GET /api/invitations/{token}',
  calendars: 'GET /api/calendars',
  preview: 'POST /api/preview',
  connect: 'POST /api/connections',
  agenda: 'GET /api/agenda',
  conflicts: `GET ${CONNECTION}/conflicts`,
  log: `GET ${CONNECTION}/log`,
  explain: `GET ${CONNECTION}/explain`,
  held: `GET ${CONNECTION}/hold`,
  connection: `GET ${CONNECTION}`,
  settings: `GET ${CONNECTION}/settings`,
  act: `POST ${CONNECTION}/actions/{action}`,
  selfTest: `GET ${CONNECTION}/self-tests/{test}`,
  companies: 'GET /api/companies',
  company: `GET ${COMPANY}`,
  connectCompany: `PUT ${COMPANY}`,
  sendCode: `POST ${COMPANY}/code`,
  privacy: `GET ${COMPANY}/privacy`,
  companySettings: `GET ${COMPANY}/settings`,
  resources: `GET ${COMPANY}/resources`,
  companyConflicts: `GET ${COMPANY}/conflicts`,
  health: `GET ${COMPANY}/health`,
  audit: `GET ${COMPANY}/audit`,
} as const;

function ownAnswers(say: Say): FixtureAnswers {
  return {
    [CALLS.config]: ok(config),
    [CALLS.me]: ok(me),
    [CALLS.invitation]: ok(invitation('equal')),
    'POST /api/sign-in': items([connection]),
    [CALLS.calendars]: items(calendars),
    [CALLS.preview]: ok(preview),
    [CALLS.connect]: { body: { ...connection, state: 'importing' }, status: 201 },
    [CALLS.connection]: ok(connection),
    [`PATCH ${CONNECTION}`]: ok(connection),
    [CALLS.agenda]: items(agenda),
    [CALLS.conflicts]: {
      ...{ query: 'state', value: 'all' },
      then: items([...someConflicts(say), ...solvedConflicts(say)]),
      otherwise: items(someConflicts(say)),
    },
    [`POST ${CONNECTION}/conflicts/{conflictId}/resolve`]: acted({ writes: 1, mails: 0 }),
    [CALLS.log]: items(log(say)),
    [`POST ${CONNECTION}/log/{entry}/undo`]: acted(),
    [CALLS.explain]: ok(explanation(say)),
    [CALLS.held]: items(held),
    [CALLS.settings]: ok(settings),
    [`PATCH ${CONNECTION}/settings`]: ok(settings),
    [CALLS.act]: acted(),
  };
}

function adminAnswers(say: Say): FixtureAnswers {
  return {
    [CALLS.companies]: items([admin.company]),
    [CALLS.company]: ok(admin.company),
    [CALLS.connectCompany]: ok(admin.freshCompany),
    [`POST ${COMPANY}/webhook/rotate`]: ok(admin.freshCompany),
    [CALLS.privacy]: ok(admin.privacy),
    [`POST ${COMPANY}/privacy`]: ok(admin.company),
    [CALLS.companySettings]: ok(admin.companySettings),
    [`PATCH ${COMPANY}/settings`]: ok(admin.companySettings),
    [`POST ${COMPANY}/apply-settings`]: ok({ connections: 4, done: 4, pending: 0, failed: 0, skipped: 0 }),
    [CALLS.resources]: items(admin.resources),
    [`POST ${COMPANY}/invitations`]: items(admin.invitations),
    [CALLS.companyConflicts]: items(someConflicts(say)),
    [`GET ${COMPANY}/log`]: items(log(say)),
    [CALLS.health]: ok(admin.health),
    [CALLS.audit]: items(admin.audit(say)),
    [`POST ${COMPANY}/sync`]: acted(),
  };
}

/** All answers of a state: what it says itself over what goes well. */
export function worldWith(say: Say, own: FixtureAnswers = {}): FixtureAnswers {
  return { ...ownAnswers(say), ...adminAnswers(say), ...own };
}

type Given = Omit<GalleryState, 'answers' | 'role' | 'screen'> & {
  role?: GalleryState['role'];
  /** What differs from a world in which all is well. */
  own?: FixtureAnswers | ((say: Say) => FixtureAnswers);
};

/** States of one screen. */
export function statesOf(screen: GalleryState['screen'], given: readonly Given[]): GalleryState[] {
  return given.map(({ own = {}, role = 'owner', ...rest }) => ({
    ...rest,
    screen,
    role,
    answers: (say) => worldWith(say, typeof own === 'function' ? own(say) : own),
  }));
}
