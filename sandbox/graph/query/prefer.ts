import { refuse } from '../errors.ts';
import { isCustomZone, ianaOf } from '../time/zones.ts';

/** The `Prefer` header (facts: graph §3.2): what was asked for, and what is named in `Preference-Applied`. */
export interface Preferences {
  immutable: boolean;
  zone: { name: string; iana: string } | undefined;
  bodyType: 'html' | 'text';
  bodyTypeAsked: boolean;
  pageSize: number | undefined;
}

const LARGEST_PAGE = 1000;

/** Splits at commas outside quotes: `outlook.timezone="A, B"` is one preference. */
function parts(header: string): [name: string, value: string][] {
  return (header.match(/(?:[^,"]|"[^"]*")+/g) ?? []).map((part) => {
    const [name = '', ...value] = part.trim().split('=');
    return [name.trim().toLowerCase(), value.join('=').trim().replace(/^"|"$/g, '')];
  });
}

function zoneOf(name: string): { name: string; iana: string } {
  const iana = ianaOf(name);
  if (iana === undefined) {
    if (isCustomZone(name)) return { name: 'UTC', iana: 'UTC' };
    throw refuse.timeZone(name);
  }
  return { name, iana };
}

export function readPreferences(header: string | undefined): Preferences {
  const found = new Map(parts(header ?? ''));
  const size = Number(found.get('odata.maxpagesize') ?? found.get('maxpagesize'));
  const zone = found.get('outlook.timezone');
  const bodyType = found.get('outlook.body-content-type')?.toLowerCase();
  return {
    immutable: found.get('idtype')?.toLowerCase() === 'immutableid',
    zone: zone === undefined ? undefined : zoneOf(zone),
    bodyType: bodyType === 'text' ? 'text' : 'html',
    bodyTypeAsked: bodyType === 'text' || bodyType === 'html',
    pageSize: Number.isInteger(size) && size > 0 ? Math.min(size, LARGEST_PAGE) : undefined,
  };
}

/** The answer header for what was honoured; `delta` names the tracking and the page size too (facts: graph §2.2). */
export function appliedPreferences(prefer: Preferences, delta: boolean): string | undefined {
  const applied = [
    ...(delta ? ['odata.track-changes'] : []),
    ...(delta && prefer.pageSize !== undefined ? [`odata.maxpagesize=${prefer.pageSize}`] : []),
    ...(prefer.immutable ? ['IdType="ImmutableId"'] : []),
    ...(prefer.zone ? [`outlook.timezone="${prefer.zone.name}"`] : []),
    ...(prefer.bodyTypeAsked ? [`outlook.body-content-type="${prefer.bodyType}"`] : []),
  ];
  return applied.length === 0 ? undefined : applied.join(', ');
}
