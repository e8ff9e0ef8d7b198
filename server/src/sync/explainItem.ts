import { flatten, effective, type SettingSource } from '../core/settings.ts';
import type { Link, SideName } from '../core/model.ts';
import { notFound } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';
import type { Subject } from './shownItems.ts';

export interface ItemExplanation {
  sentence: string;
  decision: Link['decision'];
  value: unknown;
  source: SettingSource | null;
  locked: boolean;
}

/** Why an item is where it is: what was decided, then, and the value of the setting today. No text of the item. */
export const explainItem = async (
  deps: Pick<RequestDeps, 'store' | 'sentences'>,
  subject: Subject,
  about: { side: SideName; item: string; language: 'de' | 'en' },
): Promise<ItemExplanation> => {
  const { company, connection } = subject;
  const links = await deps.store.links.about(connection.id, { [about.side]: [about.item] });
  const isOrigin = (link: Link): boolean => link.origin.side === about.side && link.origin.id === about.item;
  const link = links.find(isOrigin) ?? links[0];
  if (!link) throw notFound();
  const { setting } = link.decision;
  const inForce = effective(company, connection.settings);
  return {
    sentence: deps.sentences.explain(link, about.language),
    decision: link.decision,
    value: setting === null ? null : (flatten(inForce.settings)[setting] ?? null),
    source: setting === null ? null : (inForce.sources[setting] ?? null),
    locked: setting !== null && company.locked.includes(setting),
  };
};
