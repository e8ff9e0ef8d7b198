import type { Sandbox } from '../../sandbox/start.ts';
import type { Switches } from '../../sandbox/world.ts';

/** What a town is like that a test asks for. */
export interface TownOptions {
  switches?: Partial<Switches>;
  /** A function where it depends on the sandbox's addresses. */
  env?: NodeJS.ProcessEnv | ((sandbox: Sandbox) => Promise<NodeJS.ProcessEnv>);
  /** No one is there yet: the company is not connected. */
  bare?: boolean;
  servers?: number;
  /** The servers run on a clock that `advance` moves, together with the world's. */
  movable?: boolean;
  /** The server runs in this process, on such a clock. It can be stopped, but not killed. */
  here?: boolean;
  /** With the sandbox's pages, for tests in a browser. */
  pages?: boolean;
  /**
   * How far ahead its connections look unless they say otherwise; three where nothing is said, for what most tests look at
   * lies in the next weeks, and to read empty months takes most of their time. `company`: as far as the company's setting.
   */
  months?: number | 'company';
}
