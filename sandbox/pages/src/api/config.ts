import { callJson } from './http.ts';

export interface WorldUser {
  name: string;
  email: string;
  role: string;
  tenantId: string;
  oid: string;
  resourceId?: string | null;
}

/** `GET /world/config`: what the shell tells these pages. */
export interface WorldConfig {
  /** Where our server, and with it the pane, is reached; null until it has been told. */
  server: string | null;
  users: WorldUser[];
  company: { id: string; appId: string; appSecret: string };
  origins: { entra: string; graph: string; timify: string };
  clientId: string;
  /** Graph's id of the extended property that marks a copy, where the shell knows it. */
  marker?: string | null;
}

export const loadConfig = (): Promise<WorldConfig> => callJson<WorldConfig>('/world/config');
