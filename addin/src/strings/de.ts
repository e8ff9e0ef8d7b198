import { admin } from './de/admin.ts';
import { audit } from './de/audit.ts';
import { conflicts } from './de/conflicts.ts';
import { connect } from './de/connect.ts';
import { faults } from './de/faults.ts';
import { general } from './de/general.ts';
import { log } from './de/log.ts';
import { settings } from './de/settings.ts';
import { status } from './de/status.ts';
import type { Words } from './words.ts';

export const de: Words = {
  ...general,
  ...connect,
  ...status,
  ...conflicts,
  ...log,
  ...settings,
  ...admin,
  ...audit,
  ...faults,
};
