/**
 * Our stamp on an event: one single-value extended property ("singleValueLegacyExtendedProperty resource type": `String
 * {GUID} Name …`). Its name is compared with case, its value without.
 */
export const MARKER_SET = 'c6a3d5be-4f0e-4d55-9a0f-6d1b8e2f7c94';
export const MARKER_ID = `String {${MARKER_SET}} Name TimifySyncLink`;

/** In place of a marker: the event is a person's own by now. A property can be overwritten, not taken away. */
export const RELEASED = 'released';

const literal = (text: string): string => `'${text.replace(/'/g, "''")}'`;

/** For `$expand`; the property is not returned otherwise. */
export const EXPAND_MARKER = `singleValueExtendedProperties($filter=id eq ${literal(MARKER_ID)})`;

/** For `$filter` on a calendar's `events`. */
export const markerFilter = (marker: string): string =>
  `singleValueExtendedProperties/Any(ep: ep/id eq ${literal(MARKER_ID)} and ep/value eq ${literal(marker)})`;

/** Services differ in the letter case of the GUID that they answer with. */
export const markerOf = (
  properties: readonly { id: string; value?: string | null | undefined }[] | null | undefined,
): string | null =>
  properties?.find(({ id, value }) => id.toLowerCase() === MARKER_ID.toLowerCase() && value !== RELEASED)
    ?.value ?? null;
