/**
 * What sources only infer about requests (timify §4 rows 10, 15 and 18), and what this base URL has shown since. Lost without
 * harm: it is found out again.
 */
export interface Dialect {
  /** Whether the list of appointments takes `resource_ids`; true until it is refused. */
  filtersByResource: boolean;
  /** The name of the id list of a bulk deletion; null until one was taken. */
  idList: IdList | null;
  /** Whether a single time shift takes an import id, as those of the bulk import do; true until it is refused. */
  shiftTakesImportId: boolean;
  /** Of a company: whether its appointments take an external id; unknown until one was sent. */
  takesExternalId: Map<string, boolean>;
}

/** In the order in which they are tried. */
export const ID_LISTS = ['ids', 'appointment_ids'] as const;
export type IdList = (typeof ID_LISTS)[number];

export const createDialect = (): Dialect => ({
  filtersByResource: true,
  idList: null,
  shiftTakesImportId: true,
  takesExternalId: new Map(),
});
