import type { Company } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import type { Collections, CompanyRow } from './collections.ts';
import { unlessTaken } from './faults.ts';
import { decode, encode } from './keys.ts';
import type { InTurn } from './turns.ts';

const PAGE = 500;

const rowOf = (company: Company): CompanyRow => {
  const revision = company.revision + 1;
  return {
    _id: company.id,
    tenantId: company.tenantId,
    revision,
    doc: encode({ ...company, revision }),
  };
};

export const companiesIn = ({ companies }: Collections, inTurn: InTurn): Store['companies'] => {
  const put = async (company: Company): Promise<boolean> => {
    const row = rowOf(company);
    if (company.revision === 0) return unlessTaken(() => companies.insertOne(row));
    const replaced = await companies.replaceOne({ _id: company.id, revision: company.revision }, row);
    return replaced.matchedCount === 1;
  };
  return {
    get: async (companyId) => {
      const row = await companies.findOne({ _id: companyId });
      return row && decode(row.doc);
    },
    ofTenant: async (tenantId) => {
      const rows = await companies.find({ tenantId }).sort({ _id: 1 }).toArray();
      return rows.map(({ doc }) => decode(doc));
    },
    put: (company) => inTurn(`company/${company.id}`, () => put(company)),
    remove: async (companyId) => {
      await companies.deleteOne({ _id: companyId });
    },
    page: async (after) => {
      const rows = await companies
        .find({ _id: { $gt: after ?? '' } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      return rows.map(({ doc }) => decode(doc));
    },
  };
};
