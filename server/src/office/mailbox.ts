import type { Graph } from './http.ts';
import type { Paths } from './paths.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What all calls about one mailbox in one run share. */
export interface Mailbox {
  graph: Graph;
  paths: Paths;
  oid: string;
  pageSize: number;
  expandMarkers: boolean;
  seen: Whereabouts;
}
