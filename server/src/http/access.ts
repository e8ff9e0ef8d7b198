/** Who reaches what a call is about. What is not theirs is not there: 404. The rules are in sync/policy.ts. */
import type { Request, RequestHandler } from 'express';
import { isAdmin, roleOn } from '../sync/policy.ts';
import { onlyCompany, ownCompany } from '../sync/companyRow.ts';
import type { Company } from '../sync/documents.ts';
import type { Store } from '../sync/ports/store.ts';
import { forbidden, notFound } from '../sync/refusal.ts';
import type { Subject } from '../sync/requests/shownItems.ts';
import { callerOf } from './requestState.ts';

const companies = new WeakMap<Request, Company>();
const subjects = new WeakMap<Request, Subject>();

export const requireAdmin: RequestHandler = (request, _response, next) => {
  if (!isAdmin(callerOf(request))) throw forbidden('This is for admins (app role Sync.Admin).');
  next();
};

/** `/api/companies/{companyId}/…`, or the tenant's only company. */
export const reachCompany =
  (store: Store): RequestHandler =>
  async (request, _response, next) => {
    const { tenantId } = callerOf(request);
    const named = request.params['companyId'];
    const company =
      typeof named === 'string'
        ? await ownCompany(store, tenantId, named)
        : await onlyCompany(store, tenantId);
    companies.set(request, company);
    next();
  };

export const companyOf = (request: Request): Company => {
  const company = companies.get(request);
  if (!company) throw new Error('a route without a company asks for it');
  return company;
};

/** The connection with this id as the caller may see it. */
export const subjectFor = async (store: Store, request: Request, connectionId: string): Promise<Subject> => {
  const connection = await store.connections.get(connectionId);
  const role = connection && roleOn(callerOf(request), connection);
  if (!connection || !role) throw notFound();
  const company = await store.companies.get(connection.companyId);
  if (company?.tenantId !== connection.tenantId) throw notFound();
  return { connection, company, role };
};

/** `{id}` in the path, or `connection` in the query. */
export const reachConnection =
  (store: Store, who: 'owner' | 'owner-or-admin'): RequestHandler =>
  async (request, _response, next) => {
    const id = request.params['id'] ?? request.query['connection'];
    if (typeof id !== 'string') throw notFound();
    const subject = await subjectFor(store, request, id);
    if (who === 'owner' && subject.role !== 'owner')
      throw forbidden('This is for the owner of the calendar alone.');
    subjects.set(request, subject);
    next();
  };

export const subjectOf = (request: Request): Subject => {
  const subject = subjects.get(request);
  if (!subject) throw new Error('a route without a connection asks for it');
  return subject;
};
