import type { RequestHandler } from 'express';
import { actorOf } from './auth.ts';
import { flatQuery, paged, write } from './calls.ts';
import { refuse, writeError } from './errors.ts';
import type { TimifyParts } from './parts.ts';
import { companyView } from './views.ts';

/**
 * `GET /companies?company_id=…`. Shows companies in which the app is installed, and no others. What the real one says
 * about another's company is not known, hence the switch. Facts: timify §1.5 [O].
 */
export function listCompanies(parts: TimifyParts): RequestHandler {
  return (req, res) => {
    try {
      const { app } = actorOf(parts, req.headers.authorization);
      const query = flatQuery(req.query);
      const wanted = query['company_id'];
      const foreign = wanted !== undefined && !app.companyIds.includes(wanted);
      if (foreign && parts.world.switches.timifyForeignCompany === 'forbidden') {
        throw refuse.forbidden('The app is not installed in this company');
      }
      const rows = [...parts.companies().values()]
        .map((state) => state.company)
        .filter((company) => app.companyIds.includes(company.id))
        .filter((company) => wanted === undefined || company.id === wanted);
      write(res, paged(rows, query, companyView));
    } catch (error) {
      writeError(res, error);
    }
  };
}
