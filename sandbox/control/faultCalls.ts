import { z } from 'zod';
import type { FaultRule } from '../shell/faults.ts';
import { isDeliveryRule } from '../shell/faults.ts';
import { read, refuse } from './errors.ts';
import type { ControlParts } from './parts.ts';

/** A `match` that means notifications and webhooks, not calls that are received. */
const DELIVERY_WORDS = ['notification', 'notifications', 'webhook', 'webhooks', 'delivery', 'deliveries'];

const share = z.union([z.boolean(), z.number().min(0).max(1)]).optional();

const faultShape = {
  service: z.enum(['entra', 'graph', 'timify']),
  match: z.string().min(1).optional(),
  next: z.number().int().min(1).optional(),
  rate: z.number().min(0).max(1).optional(),
  status: z.number().int().min(400).max(599).optional(),
  code: z.string().optional(),
  retryAfter: z.union([z.number().nonnegative(), z.string()]).optional(),
  delayMs: z.number().nonnegative().max(600_000).optional(),
  drop: z.enum(['before', 'after']).optional(),
  duplicate: share,
  reorder: share,
  /** Graph: answers to writes wait until their notifications were delivered. */
  beforeAnswer: z.boolean().optional(),
};

export function addFault({ sandbox }: ControlParts, body: unknown): FaultRule {
  const { match, ...rest } = read(faultShape, body);
  const aboutDeliveries = match !== undefined && DELIVERY_WORDS.includes(match.toLowerCase());
  const rule = aboutDeliveries ? { ...rest, deliveries: true } : { ...rest, match };
  return sandbox.faults.add(isDeliveryRule(rule) ? { ...rule, deliveries: true } : rule);
}

export function listFaults({ sandbox }: ControlParts): unknown {
  return { items: sandbox.faults.list() };
}

export function clearFaults({ sandbox }: ControlParts): void {
  sandbox.faults.clear();
}

export function removeFault({ sandbox }: ControlParts, id: string): void {
  if (!sandbox.faults.remove(id)) throw refuse.notFound('The fault');
}
