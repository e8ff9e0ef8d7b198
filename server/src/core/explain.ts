import type { Conflict, Link, LogDraft } from './model.ts';
import { isRule, RULES, type Language } from './rules.ts';

const sentence = (rule: string, language: Language): string =>
  RULES[isRule(rule) ? rule : 'in-step'][language];

/** Why this item is where it is, in one sentence. No titles, no times of other people's items. */
export const explain = (link: Pick<Link, 'decision'>, language: Language): string =>
  sentence(link.decision.rule, language);

export const explainLog = (entry: Pick<LogDraft, 'rule'>, language: Language): string =>
  sentence(entry.rule, language);

export const explainConflict = (conflict: Pick<Conflict, 'rule'>, language: Language): string =>
  sentence(conflict.rule, language);
