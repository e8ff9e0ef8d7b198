/** Whether TIMIFY takes our marks on a company's appointments: stored, since any process may be asked for its health. */
import { changeCompany } from './companyRow.ts';
import type { Desk } from './desk.ts';
import type { RunDeps } from './runDeps.ts';

/** What the writes of this process have shown; nothing where they have shown nothing yet. */
export const noteMarks = async ({ store }: Pick<RunDeps, 'store'>, desk: Desk): Promise<void> => {
  const takesMarks = desk.timifyCompany.takesMarks();
  if (takesMarks === null || takesMarks === !desk.company.refusesMarks) return;
  desk.company = await changeCompany(store, desk.company.id, (present) => ({
    ...present,
    refusesMarks: !takesMarks,
  }));
};
