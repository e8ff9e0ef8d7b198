import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  BODY_TYPE,
  CHANGE_TYPE,
  EVENT_SELECT,
  EVENT_TYPE,
  LIFECYCLE,
  RESPONSE,
  SENSITIVITY,
  SHOW_AS,
} from './schemas.ts';

/** Microsoft's published types (`msgraph-metadata`), where the checkout has them beside it. */
const FILE = new URL('../../../../shared/data/graph-schema.json', import.meta.url);

interface Schema {
  types: Record<string, { base?: string; properties: Record<string, unknown> }>;
  enums: Record<string, string[]>;
}

describe.skipIf(!existsSync(FILE))('against Graph’s published schema', () => {
  const schema = (): Schema => JSON.parse(readFileSync(FILE, 'utf8')) as Schema;

  it.each<[string, readonly string[]]>([
    ['freeBusyStatus', SHOW_AS],
    ['sensitivity', SENSITIVITY],
    ['responseType', RESPONSE],
    ['eventType', EVENT_TYPE],
    ['bodyType', BODY_TYPE],
    ['changeType', CHANGE_TYPE],
    ['lifecycleEventType', LIFECYCLE],
  ])('every member of %s is known', (name, known) => {
    expect([...known].sort()).toEqual([...(schema().enums[name] ?? [])].sort());
  });

  it('every property that we select exists', () => {
    const { types } = schema();
    const names: string[] = [];
    for (let name: string | undefined = 'event'; name !== undefined;) {
      const type: Schema['types'][string] | undefined = types[name];
      names.push(...Object.keys(type?.properties ?? {}));
      name = type?.base?.replace('graph.', '');
    }
    expect(names).toEqual(expect.arrayContaining(EVENT_SELECT.split(',')));
  });
});
