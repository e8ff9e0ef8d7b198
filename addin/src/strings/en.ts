import { admin } from './en/admin.ts';
import { audit } from './en/audit.ts';
import { conflicts } from './en/conflicts.ts';
import { connect } from './en/connect.ts';
import { faults } from './en/faults.ts';
import { general } from './en/general.ts';
import { log } from './en/log.ts';
import { settings } from './en/settings.ts';
import { status } from './en/status.ts';

/** The English words are the measure: another language must have the same keys. */
export const en = {
  ...general,
  ...connect,
  ...status,
  ...conflicts,
  ...log,
  ...settings,
  ...admin,
  ...audit,
  ...faults,
} as const;
