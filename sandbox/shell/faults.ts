import type { SeededRandom } from './random.ts';
import type { ServiceName } from '../world.ts';

export type Drop = 'before' | 'after';

/** What somebody asked for through `/control/faults`. */
export interface FaultRule {
  id: string;
  service: ServiceName;
  /** Substring of, or regular expression on, `METHOD path`; every call without it. */
  match?: string | undefined;
  /** Only the next n calls that match. */
  next?: number | undefined;
  /** Only this share of the calls that match, in 0…1. */
  rate?: number | undefined;
  status?: number | undefined;
  /** Error code in the body, in place of the usual one for that status. */
  code?: string | undefined;
  /** Seconds, or an HTTP date. */
  retryAfter?: number | string | undefined;
  delayMs?: number | undefined;
  /** Connection torn before the call is handled, or after it was handled and before it is answered. */
  drop?: Drop | undefined;
  /** For notifications and webhooks. */
  duplicate?: boolean | number | undefined;
  reorder?: boolean | number | undefined;
  /** True: the rule is about notifications and webhooks, where `drop` means that they are lost. */
  deliveries?: boolean | undefined;
  /** How often it struck. */
  hits: number;
}

/** Shares of the deliveries that are lost, doubled and shuffled, in 0…1. */
export interface DeliveryFaults {
  drop: number;
  duplicate: number;
  reorder: number;
}

export interface Faults {
  add(rule: Omit<FaultRule, 'id' | 'hits'>): FaultRule;
  list(): FaultRule[];
  clear(): void;
  remove(id: string): boolean;
  /** The first rule that strikes this call, or undefined. Counts it. */
  strike(service: ServiceName, method: string, path: string): FaultRule | undefined;
  deliveries(service: ServiceName): DeliveryFaults;
}

function asRegExp(text: string): RegExp | undefined {
  try {
    return new RegExp(text, 'i');
  } catch {
    return undefined;
  }
}

function matches(rule: FaultRule, line: string): boolean {
  if (rule.match === undefined) return true;
  return line.includes(rule.match) || asRegExp(rule.match)?.test(line) === true;
}

export function isDeliveryRule(rule: Omit<FaultRule, 'id' | 'hits'>): boolean {
  return rule.deliveries === true || rule.duplicate !== undefined || rule.reorder !== undefined;
}

/** A switch without a share means every time, or the share that the rule names. */
function share(value: boolean | number | undefined, rate: number | undefined): number {
  if (value === undefined || value === false) return 0;
  return value === true ? (rate ?? 1) : value;
}

function sumDeliveries(rules: FaultRule[]): DeliveryFaults {
  const sum: DeliveryFaults = { drop: 0, duplicate: 0, reorder: 0 };
  for (const rule of rules) {
    sum.drop = Math.max(sum.drop, share(rule.drop !== undefined, rule.rate));
    sum.duplicate = Math.max(sum.duplicate, share(rule.duplicate, rule.rate));
    sum.reorder = Math.max(sum.reorder, share(rule.reorder, rule.rate));
  }
  return sum;
}

export function createFaults(random: SeededRandom, onChange: () => void): Faults {
  let rules: FaultRule[] = [];
  let count = 0;
  return {
    add: (rule) => {
      count += 1;
      const added: FaultRule = { ...rule, id: `fault-${count}`, hits: 0 };
      rules.push(added);
      onChange();
      return added;
    },
    list: () => [...rules],
    clear: () => {
      rules = [];
      onChange();
    },
    remove: (id) => {
      const before = rules.length;
      rules = rules.filter((rule) => rule.id !== id);
      onChange();
      return rules.length < before;
    },
    strike: (service, method, path) => {
      const line = `${method} ${path}`;
      for (const rule of rules) {
        if (rule.service !== service || isDeliveryRule(rule) || !matches(rule, line)) continue;
        if (rule.next !== undefined && rule.hits >= rule.next) continue;
        if (rule.rate !== undefined && random.next() >= rule.rate) continue;
        rule.hits += 1;
        return rule;
      }
      return undefined;
    },
    deliveries: (service) =>
      sumDeliveries(rules.filter((rule) => rule.service === service && isDeliveryRule(rule))),
  };
}
