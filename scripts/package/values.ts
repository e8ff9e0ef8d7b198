/** What both packages are made of: the one set of values behind the templates. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../child.ts';
import { uuidOf } from './uuid.ts';

interface Fixed {
  /** Three numbers; the XML adds a fourth. Raise it with every change of a template (addin §3.1). */
  version: string;
  environments: Record<string, { suffix: string }>;
  maker: { name: string; website: string; privacy: string; terms: string; support: string };
}

export interface Deployment {
  /** Where the server is, as an origin: `https://sync.example.com`. */
  origin: string;
  clientId: string;
  environment: string;
  /** Stays blocked in a tenant until its admin allows it (schema 1.30, `defaultBlockUntilAdminAction`). */
  tenantOnly: boolean;
}

/** Placeholder → what stands in its place. A boolean replaces its quotes too. */
export type Values = Record<string, string | boolean>;

export const readFixed = (): Fixed =>
  JSON.parse(readFileSync(join(ROOT, 'manifest/values.json'), 'utf8')) as Fixed;

/**
 * Ids follow from the origin: the same server keeps its ids, so an upload updates the app instead of adding another,
 * and two servers of one company can be installed side by side.
 */
export const idsOf = (origin: string): { appId: string; addinId: string } => ({
  appId: uuidOf(`${origin}#microsoft-365-app`),
  addinId: uuidOf(`${origin}#outlook-add-in`),
});

export const valuesOf = (deployment: Deployment, fixed: Fixed = readFixed()): Values => ({
  origin: deployment.origin,
  host: new URL(deployment.origin).host,
  clientId: deployment.clientId,
  ...idsOf(deployment.origin),
  version: fixed.version,
  suffix: fixed.environments[deployment.environment]?.suffix ?? '',
  tenantOnly: deployment.tenantOnly,
  ...Object.fromEntries(Object.entries(fixed.maker).map(([name, value]) => [`maker.${name}`, value])),
});
