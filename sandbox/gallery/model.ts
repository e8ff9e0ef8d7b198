import type { OpenItem } from '../pages/src/host/session.ts';

/** A state of a screen of the add-in, and everything that brings the real pane into it. */

export type Language = 'de' | 'en';
/** Text in both languages. */
export interface Both {
  de: string;
  en: string;
}
/** Picks the text of the language asked for. */
export type Say = (de: string, en: string) => string;

export const say =
  (language: Language): Say =>
  (de, en) =>
    language === 'de' ? de : en;

/** What a call of the API is answered with. `never`: the answer does not come. `drop`: there is no connection. */
export type PlainAnswer =
  | { body: unknown; status?: number }
  | { refuse: string; status: number; facts?: Record<string, unknown> }
  | 'never'
  | 'drop';

/** One that is another where the query says so. */
export interface AnswerByQuery {
  query: string;
  value: string;
  then: PlainAnswer;
  otherwise: PlainAnswer;
}

/** One that is another from the second time on that a page asks. */
export interface AnswerByTurn {
  first: PlainAnswer;
  later: PlainAnswer;
}

export type FixtureAnswer = PlainAnswer | AnswerByQuery | AnswerByTurn;

/** By method and path of the contract: `GET /api/connections/{id}/log`. */
export type FixtureAnswers = Readonly<Record<string, FixtureAnswer>>;

/**
 * What the gallery does in the pane, as a person would: press a button, a tab, an item of an open menu, an option of an open
 * list, something with a test id, tick a box (or a switch, or one of several), fill a field. Names are regular expressions
 * over the texts of both languages; a tab that has no room is taken from the menu behind "More". `shown` waits for something
 * (a selector), `said` for a text. `from`, `below`: only in a pane at least, or less wide than this, in pixels; elsewhere it
 * isn't there.
 */
export type Step = Deed & { from?: number; below?: number };

export type Press =
  | { testId: string }
  | { button: string }
  | { tab: string }
  | { menuItem: string }
  | { option: string }
  | { box: string };

type Deed =
  | Press
  | { field: string; text: string }
  | { shown: string }
  | { said: string }
  /** From another tab or window, to this page. */
  | { comes: 'back' };

export const SCREENS = [
  'first-run',
  'choose',
  'preview',
  'import',
  'status',
  'blocked',
  'conflicts',
  'conflict',
  'log',
  'settings',
  'deactivate',
  'admin-connect',
  'admin-overview',
  'admin-opened',
  'admin-conflicts',
  'admin-health',
  'admin-settings',
] as const;
export type Screen = (typeof SCREENS)[number];

export interface GalleryState {
  id: string;
  screen: Screen;
  role: 'owner' | 'admin';
  title: Both;
  /** What is to be seen. */
  shows: Both;
  answers: (say: Say) => FixtureAnswers;
  /** In Outlook's task pane, beside this, in place of Teams' tab. */
  beside?: OpenItem;
  /** How the host's sign-in goes; a token comes where nothing is said. */
  signIn?: 'refused' | 'offline';
  /** The page does not get as far as its host: colours are those of the browser. */
  beforeHost?: boolean;
  /** A browser that fails at writing dates: pages that have some break. */
  withoutDates?: boolean;
  /** `subPageId` of a deep link. */
  deepLink?: string;
  /** The page was opened by an invitation's link. */
  byInvitation?: boolean;
  steps?: readonly Step[];
  /** What is waited for before the steps, and after them: a heading, or what stands in for a page that loads. */
  until?: 'heading' | 'skeleton';
}

/** What `/gallery/states.json` says of each. */
export type ListedState = Pick<GalleryState, 'id' | 'screen' | 'role' | 'title' | 'shows'> & {
  host: {
    kind: 'teams' | 'outlook';
    /** What is open in Outlook beside the pane. */
    item: OpenItem | null;
    signIn: 'ok' | 'refused' | 'offline';
    deepLink: string | null;
    byInvitation: boolean;
  };
  steps: readonly Step[];
  until: 'heading' | 'skeleton';
};

export function listed(state: GalleryState): ListedState {
  const { id, screen, role, title, shows, beside, signIn = 'ok', deepLink = null } = state;
  return {
    ...{ id, screen, role, title, shows },
    host: {
      kind: beside === undefined ? 'teams' : 'outlook',
      item: beside ?? null,
      ...{ signIn, deepLink, byInvitation: state.byInvitation ?? false },
    },
    steps: state.steps ?? [],
    until: state.until ?? 'heading',
  };
}
