/** The gallery's fixtures with the types of the contract. Each is checked against it here. */
import { Company, Resource } from '../../shared/company.ts';
import { ActResult, Connection } from '../../shared/connection.ts';
import { AgendaRow, Conflict, LogEntry } from '../../shared/items.ts';
import { Calendar, Me, OpenInvitation, PublicConfig } from '../../shared/me.ts';
import { Preview } from '../../shared/preview.ts';
import { CompanySettings, SettingsInForce } from '../../shared/settings.ts';
import * as account from '../../sandbox/gallery/fixtures/account.ts';
import * as admin from '../../sandbox/gallery/fixtures/admin.ts';
import * as clock from '../../sandbox/gallery/fixtures/clock.ts';
import { someConflicts } from '../../sandbox/gallery/fixtures/conflicts.ts';
import * as items from '../../sandbox/gallery/fixtures/items.ts';
import * as previews from '../../sandbox/gallery/fixtures/previews.ts';
import { say } from '../../sandbox/gallery/model.ts';

const german = say('de');

export const { LENA } = account;

/** Tuesday 24 November 2026, four past ten in Berlin. */
export const NOW = new Date(clock.NOW);

export const config = PublicConfig.parse(account.config);
export const settings = SettingsInForce.parse(account.settings);
export const connection = Connection.parse(account.connection);
export const openInvitation = OpenInvitation.parse(account.openInvitation);
export const calendars = Calendar.array().parse(account.calendars);

export const me = Me.parse(account.me);
export const INVITED = Me.parse(account.INVITED);
export const ADMIN = Me.parse(account.ADMIN);
/** The import has reached February. */
export const IMPORTING = Me.parse(account.importing(4, '2027-02-10T00:00:00.000Z'));

export const withConnection = (change: Partial<Connection>): Me => ({
  ...me,
  connections: [{ ...connection, ...change }],
});

export const agenda = AgendaRow.array().parse(items.agenda);
export const conflicts = Conflict.array().parse(someConflicts(german));
export const overlap = ofKind('overlap');
export const log = LogEntry.array().parse(items.log(german));

export const preview = Preview.parse(previews.preview);
export const deactivation = Preview.parse(previews.deactivation);
export const proof = ActResult.parse(bodyOf(previews.proof(0)));

export const company = Company.parse(admin.company);
export const freshCompany = Company.parse(admin.freshCompany);
export const companySettings = CompanySettings.parse(admin.companySettings);
export const resources = Resource.array().parse(admin.resources);

/** Somebody of whom nothing is known yet, with these facts. */
export function resource(facts: Partial<Resource> & Pick<Resource, 'id' | 'name' | 'state'>): Resource {
  const blank = resources.find(({ state }) => state === 'not-invited');
  if (blank === undefined) throw new Error('everybody is invited');
  return { ...blank, ...facts };
}

function ofKind(kind: Conflict['kind']): Conflict {
  const found = conflicts.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no conflict of kind ${kind}`);
  return found;
}

function bodyOf(answer: ReturnType<typeof previews.proof>): unknown {
  return typeof answer === 'object' && 'body' in answer ? answer.body : undefined;
}
