import { ConnectionAction } from '../../../../shared/words.ts';
import { actOn } from '../../sync/requests/actions.ts';
import type { Outcome } from '../../sync/requests/actResult.ts';
import { changeCalendars } from '../../sync/requests/calendars.ts';
import { connect } from '../../sync/requests/connect.ts';
import { eraseData, exportStored } from '../../sync/requests/exportData.ts';
import { isApproved, isLive } from '../../sync/policy.ts';
import { forbidden, invalid, Refusal } from '../../sync/refusal.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import { selfTestOf } from '../../sync/requests/selfTest/selfTest.ts';
import { changeConnectionSettings } from '../../sync/requests/settings.ts';
import type { Subject } from '../../sync/requests/shownItems.ts';
import * as present from '../present/connection.ts';
import { reply, type Ask, type Handlers } from '../route.ts';
import { showCurrent } from './showConnection.ts';

type Names =
  | 'connect'
  | 'connection'
  | 'changeConnection'
  | 'connectionSettings'
  | 'changeSettings'
  | 'act'
  | 'selfTest'
  | 'exportConnection'
  | 'eraseConnection';

const requireChangeable = ({ connection }: Subject): void => {
  if (!isLive(connection)) throw forbidden('This connection is deactivated.');
  if (!isApproved(connection)) throw forbidden('An admin has to approve this connection first.');
};

const actionOf = (text: string): ConnectionAction => {
  const action = ConnectionAction.safeParse(text);
  if (!action.success) throw invalid('action', `There is no action of this name.`);
  return action.data;
};

/** 202 while no run has taken the act. */
export const actReply = async (
  deps: RequestDeps,
  { caller, subject }: Pick<Ask<'act'>, 'caller' | 'subject'>,
  outcome: Outcome,
) =>
  reply(
    present.actResult(outcome, await showCurrent(deps, caller, subject.connection.id)),
    outcome.pending ? 202 : 200,
  );

const changing = (deps: RequestDeps): Handlers<'changeConnection' | 'changeSettings'> => ({
  changeConnection: async ({ caller, subject, body }) => {
    requireChangeable(subject);
    const { calendars = null, writeCalendar = null, copies = null } = body;
    const changed = await changeCalendars(deps, caller, subject, { calendars, writeCalendar, copies });
    return reply(present.connection(changed, subject.company, caller));
  },

  changeSettings: async ({ caller, subject, body }) => {
    requireChangeable(subject);
    const { reset = [], copies = null, ...values } = body;
    const changed = await changeConnectionSettings(deps, caller, subject, { values, reset, copies });
    return reply(present.settings(subject.company, changed.settings));
  },
});

export const connectionHandlers = (deps: RequestDeps): Handlers<Names> => ({
  ...changing(deps),

  connect: async ({ caller, body }) => {
    const { invitation, calendars, writeCalendar = null, settings } = body;
    const row = await connect(deps, caller, { invitation, calendars, writeCalendar, settings });
    const shown = await showCurrent(deps, caller, row.id);
    if (!shown) throw new Refusal('unexpected', 'The connection was taken back meanwhile.');
    return reply(shown, row.state === 'awaiting-approval' ? 202 : 201);
  },

  connection: ({ caller, subject }) =>
    Promise.resolve(reply(present.connection(subject.connection, subject.company, caller))),

  connectionSettings: ({ subject }) =>
    Promise.resolve(reply(present.settings(subject.company, subject.connection.settings))),

  act: async (ask) => {
    const { caller, subject, params, body } = ask;
    const request = { action: actionOf(params.action), copies: body.copies ?? null };
    return actReply(deps, ask, await actOn(deps, caller, subject, request));
  },

  selfTest: async ({ caller, subject, params }) =>
    reply(await selfTestOf(deps, caller, subject.connection, params.test)),

  exportConnection: async ({ caller, subject }) => {
    const { connection, company } = subject;
    const stored = await exportStored(deps, connection);
    const shown = present.connection(connection, company, caller);
    return reply(present.archive(stored, shown, connection.settings));
  },

  eraseConnection: async ({ caller, subject, body }) => {
    const result = await eraseData(deps, caller, subject, body.copies);
    const { id, deactivated } = subject.connection;
    const copies = deactivated?.copies ?? body.copies;
    if ('erased' in result) return reply(present.erasureProof(id, copies, result.erased));
    if (result.outcome.pending)
      throw new Refusal('unavailable', 'The deactivation is still under way; please repeat.', {
        retryAfter: 5,
      });
    throw new Refusal('unexpected', 'The deactivation did not succeed; nothing was erased.');
  },
});
