import type { z } from 'zod';
import { Fault, isFault } from '../core/fault.ts';
import type { Span } from '../core/items.ts';
import type { AppointmentFacts, TimifyCompany, TimifyResource } from '../sync/ports/sides.ts';
import { getAppointment, isBroken, listAppointments } from './appointments.ts';
import { shapeFault } from './errors.ts';
import { takesMarks } from './externalId.ts';
import { allPages } from './paging.ts';
import { companyRow, oneAnswer, publicCompanies, resourceRow } from './schemas.ts';
import { ResourceSide, type SideContext } from './side.ts';
import { factsOf, isLeaving, namedBy } from './toItem.ts';

type CompanyContext = Omit<SideContext, 'explain'>;

const listResources = async ({ api }: CompanyContext): Promise<TimifyResource[]> => {
  const rows = await allPages((page, limit) =>
    api.http.call(api.credentials, {
      method: 'GET',
      path: '/resources',
      query: { page, limit },
      effect: 'read',
    }),
  );
  return rows.flatMap((row) => {
    const read = resourceRow.safeParse(row);
    if (!read.success) return [];
    const { id, name, email, timezone, timeZone } = read.data;
    return [{ id, name, email: email.trim(), timeZone: timezone ?? timeZone ?? null }];
  });
};

/** Whether anything answers 404 because the whole resource has gone is asked once, of the list of resources. */
const explainGone =
  (context: CompanyContext) =>
  async <T>(resourceId: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isFault(error, 'not-found')) throw error;
      const there = await listResources(context).catch(() => null);
      if (there && !there.some((resource) => resource.id === resourceId)) {
        throw new Fault({ kind: 'resource-gone', service: 'timify', status: 404 });
      }
      throw error;
    }
  };

/** Told by the public booking route alone (observed), so its absence is no failure: ''. */
const localeOf = async ({ api }: CompanyContext): Promise<string> => {
  const { companyId } = api.credentials;
  try {
    const body = await api.http.open(companyId, {
      method: 'GET',
      path: '/booker-services/companies',
      query: { company_id: companyId },
      effect: 'read',
    });
    const { companies } = publicCompanies.parse(body).data;
    return companies.find((one) => one.id === companyId)?.locale ?? '';
  } catch {
    return '';
  }
};

/**
 * The proof of design §9: a token given out just now against this app id and secret, and a read of exactly this
 * company with it. Rejects with `credentials`, or `permission-missing` where the app does not see the company.
 */
const readCompany = async (context: CompanyContext): ReturnType<TimifyCompany['company']> => {
  await context.api.http.prove(context.api.credentials);
  const company = await companyFacts(context);
  return {
    id: company.id,
    name: company.name,
    timeZone: company.timezone || 'UTC',
    locale: company.locale || (await localeOf(context)),
    contactEmail: company.contactEmail.trim(),
  };
};

const companyFacts = async (context: CompanyContext): Promise<z.infer<typeof companyRow>> => {
  const { http, credentials } = context.api;
  const body = await http
    .call(credentials, {
      method: 'GET',
      path: '/companies',
      query: { company_id: credentials.companyId },
      effect: 'read',
    })
    .catch((error: unknown) => {
      if (!isFault(error, 'not-found')) throw error;
      throw new Fault({
        kind: 'permission-missing',
        service: 'timify',
        status: error.status,
        code: error.code,
      });
    });
  const answer = oneAnswer.safeParse(body);
  if (!answer.success) throw shapeFault('read');
  const rows: unknown[] = Array.isArray(answer.data.data) ? answer.data.data : [answer.data.data];
  const company = rows
    .flatMap((row) => companyRow.safeParse(row).data ?? [])
    .find((one) => one.id === credentials.companyId);
  if (!company) throw new Fault({ kind: 'permission-missing', service: 'timify', code: 'other-company' });
  return company;
};

const readFacts = async (
  context: CompanyContext,
  ids: readonly string[],
): Promise<{ found: AppointmentFacts[]; gone: string[] }> => {
  const { api, handover } = context;
  const parts = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const isOurs = await api.ownDeletions.did(`${api.credentials.companyId}/${id}`);
      const answer = isOurs ? null : await getAppointment(api, id);
      if (answer === null) return { id, facts: null, gone: true };
      if (isBroken(answer)) return { id, facts: null, gone: false };
      handover.put(api.credentials.companyId, answer);
      return isLeaving(answer)
        ? { id, facts: null, gone: true }
        : { id, facts: factsOf(answer), gone: false };
    }),
  );
  return {
    found: parts.flatMap((part) => part.facts ?? []),
    gone: parts.filter((part) => part.gone).map((part) => part.id),
  };
};

/** The port, with the adapter's own side: it can take over what a company's run has read (`readKnown`). */
export interface CompanyAdapter extends TimifyCompany {
  side(resourceId: string, zone: string): ResourceSide;
}

export const createCompany = (context: CompanyContext): CompanyAdapter => ({
  company: () => readCompany(context),
  resources: () => listResources(context),
  about: async () => {
    const { name, timezone } = await companyFacts(context);
    return { name, timeZone: timezone || 'UTC' };
  },
  takesMarks: () => takesMarks(context.api),
  wroteShift: (id, action) => context.api.ownShifts.has(context.api.credentials.companyId, id, action),
  naming: async (ids, window) => {
    const { answers } = await listAppointments(context.api, window, null);
    return answers
      .filter((answer) => !isLeaving(answer) && namedBy(answer).some((id) => ids.includes(id)))
      .flatMap((answer) => factsOf(answer) ?? []);
  },
  list: async (window: Span) => {
    const { answers } = await listAppointments(context.api, window, null);
    return answers.filter((answer) => !isLeaving(answer)).flatMap((answer) => factsOf(answer) ?? []);
  },
  read: (ids) => readFacts(context, ids),
  side: (resourceId, zone) =>
    new ResourceSide({ ...context, explain: explainGone(context) }, resourceId, zone),
});
