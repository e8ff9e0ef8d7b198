/** What admins did, as an admin reads it: with the names of today, which are kept nowhere. */
import { isFault } from '../../core/fault.ts';
import { timifyCompanyOf } from '../desk.ts';
import type { AuditEntry, Company } from '../documents.ts';
import type { PageRequest } from './conflicts.ts';
import type { RequestDeps } from '../requestDeps.ts';

export interface ShownAct {
  entry: AuditEntry;
  /** Whom it was about. No name: TIMIFY lists the resource no more, or does not answer. */
  resources: { id: string; name: string | null }[];
  /** What was taken back, as a sentence; null for any other act. */
  undone: string | null;
}

type AuditDeps = Pick<RequestDeps, 'store' | 'sides' | 'vault' | 'sentences'>;

const textsOf = (fact: unknown): string[] =>
  (Array.isArray(fact) ? fact : [fact]).filter((one) => typeof one === 'string');

const resourcesOf = ({ facts }: AuditEntry): string[] => [
  ...textsOf(facts['resource']),
  ...textsOf(facts['resources']),
];

/** As TIMIFY lists them now; none while it does not answer: the acts are told all the same. */
const namesNow = async (deps: AuditDeps, company: Company): Promise<ReadonlyMap<string, string>> => {
  try {
    const resources = await timifyCompanyOf(deps, company).resources();
    return new Map(resources.map(({ id, name }) => [id, name]));
  } catch (error) {
    if (!isFault(error)) throw error;
    return new Map();
  }
};

/** What a tenant that had the company before did with it is no business of this one. */
export const pageOfAudit = async (
  deps: AuditDeps,
  company: Company,
  page: PageRequest & { language: 'de' | 'en' },
): Promise<{ acts: ShownAct[]; next: string | null }> => {
  const found = await deps.store.audit.page(company.id, page.after, page.limit + 1);
  const entries = found.slice(0, page.limit);
  const own = entries.filter(({ tenantId }) => tenantId === company.tenantId);
  const isAboutSome = own.some((entry) => resourcesOf(entry).length > 0);
  const names = isAboutSome ? await namesNow(deps, company) : new Map<string, string>();
  const acts = own.map((entry) => {
    const { rule } = entry.facts;
    return {
      entry,
      resources: resourcesOf(entry).map((id) => ({ id, name: names.get(id) ?? null })),
      undone: typeof rule === 'string' ? deps.sentences.log({ rule }, page.language) : null,
    };
  });
  return { acts, next: found.length > entries.length ? (entries.at(-1)?.id ?? null) : null };
};
