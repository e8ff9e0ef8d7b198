import { createContext, use, useMemo, useReducer, useTransition, type ReactNode } from 'react';

/** Every place in the pane. Office.js takes the browser's history away, so places live here and in no address bar. */
export type Place =
  | { readonly page: 'first' }
  | { readonly page: 'choose' }
  | { readonly page: 'preview' }
  | { readonly page: 'status' }
  | { readonly page: 'conflicts' }
  | { readonly page: 'conflict'; readonly id: string }
  | { readonly page: 'log'; readonly item?: string; readonly side?: 'office' | 'timify' }
  | { readonly page: 'settings' }
  | { readonly page: 'calendars' }
  | { readonly page: 'appearance' }
  | { readonly page: 'self-test' }
  | { readonly page: 'my-data' }
  | { readonly page: 'apply' }
  | { readonly page: 'deactivate' }
  | { readonly page: 'held' }
  | AdminPlace;

export interface AdminPlace {
  readonly page: 'admin';
  readonly section: AdminSection;
  /** One connected calendar of the overview, opened. */
  readonly opened?: Opened;
}

export interface Opened {
  readonly connectionId: string;
  readonly page: 'status' | 'log' | 'settings' | 'deactivate';
}

export type AdminSection = 'overview' | 'conflicts' | 'health' | 'audit' | 'settings' | 'connect';

interface Trail {
  /** Never empty; the last one is where the person is. */
  readonly places: readonly [Place, ...Place[]];
  /** How often the person has gone anywhere: the first screen must not steal the focus. */
  readonly moves: number;
}

const here = ({ places }: Trail): Place => places.at(-1) ?? places[0];

const isSame = (one: Place, other: Place): boolean => JSON.stringify(one) === JSON.stringify(other);

type Move =
  | { readonly to: Place }
  | { readonly root: Place }
  | { readonly back: true }
  /** Back from there; nothing where the person is elsewhere. */
  | { readonly leave: Place };

export function moveAlong(trail: Trail, move: Move): Trail {
  const moves = trail.moves + 1;
  // Pressed twice while the page was still being fetched: one way back.
  if ('to' in move && isSame(move.to, here(trail))) return trail;
  if ('leave' in move && !isSame(move.leave, here(trail))) return trail;
  if ('root' in move) return { places: [move.root], moves };
  if ('to' in move) return { places: [...trail.places, move.to], moves };
  const [first, ...rest] = trail.places;
  return { places: [first, ...rest.slice(0, -1)], moves };
}

export interface Navigation {
  readonly place: Place;
  readonly moves: number;
  readonly canGoBack: boolean;
  /** The person went somewhere; what is to be shown there is still being fetched. */
  readonly isMoving: boolean;
  /** One level deeper. */
  readonly go: (place: Place) => void;
  /** To a top level place, e.g. by a tab. */
  readonly goRoot: (place: Place) => void;
  readonly back: () => void;
  /** Back, after an act that may have taken long: whoever has gone elsewhere meanwhile stays there. */
  readonly leave: (place: Place) => void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider({
  start,
  moves = 0,
  children,
}: {
  readonly start: Place;
  /** One where a press has led here: then the title takes the focus. */
  readonly moves?: number;
  readonly children: ReactNode;
}) {
  const [trail, dispatch] = useReducer(moveAlong, { places: [start], moves });
  const [isMoving, startMove] = useTransition();
  const navigation = useMemo<Navigation>(
    () => ({
      isMoving,
      place: here(trail),
      moves: trail.moves,
      canGoBack: trail.places.length > 1,
      go: (to) => startMove(() => dispatch({ to })),
      goRoot: (root) => startMove(() => dispatch({ root })),
      back: () => startMove(() => dispatch({ back: true })),
      leave: (place) => startMove(() => dispatch({ leave: place })),
    }),
    [trail, isMoving],
  );
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === undefined) throw new Error('useNavigation needs a NavigationProvider');
  return navigation;
}
