import {
  createContext,
  startTransition,
  use,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { SettingsInForce } from '../../../shared/settings.ts';
import { followStream } from '../api/stream.ts';
import { forgetInvitation } from './invitationToken.ts';
import { useServices } from './services.tsx';
import { loadSession, sessionReducer, type Session } from './session.ts';
import { useShown } from './useShown.ts';

export type Line = 'live' | 'lost';

interface SessionControl {
  readonly session: Session;
  readonly line: Line;
  /** Since when nothing new arrives. */
  readonly lostAt: Date | undefined;
  /** Asks everything again; resolves when the new state stands, with the page that it calls for. */
  readonly reload: () => Promise<void>;
  /** A newer state of a connection, from an answer. */
  readonly updated: (connection: Connection) => void;
  /** What a change of settings was answered with. */
  readonly settingsChanged: (connectionId: string, settings: SettingsInForce) => void;
  readonly gone: (connectionId: string) => void;
  /** Its last page is still to be read: the stream's word of its end waits for `gone`. */
  readonly keep: (connectionId: string) => void;
  /** The link was used, or is of no use. */
  readonly forgetLink: () => void;
  /** Calls on every event of the stream about this connection, and after a gap. */
  readonly onChange: (listener: ChangeListener) => () => void;
}

type ChangeListener = (change: { readonly kind: string; readonly connectionId: string | undefined }) => void;

const SessionContext = createContext<SessionControl | undefined>(undefined);

export function useSession(): SessionControl {
  const control = use(SessionContext);
  if (control === undefined) throw new Error('useSession needs a SessionProvider');
  return control;
}

interface ProviderProps {
  readonly linkToken: string | undefined;
  readonly children: ReactNode;
}

export function SessionProvider({ linkToken, children }: ProviderProps) {
  const { client, now } = useServices();
  const [session, dispatch] = useReducer(sessionReducer, { phase: 'starting' });
  const [lostAt, setLostAt] = useState<Date>();
  /** A new sign-in takes up a stream that had ended for want of one. */
  const [round, setRound] = useState(0);
  const shown = useShown();
  const token = useRef(linkToken);
  const listeners = useRef(new Set<ChangeListener>());
  const kept = useRef(new Set<string>());

  const load = useCallback(
    async (signal: AbortSignal) => {
      try {
        const ready = await loadSession(client, token.current, signal);
        if (!signal.aborted) await shown(() => dispatch({ type: 'loaded', session: ready }));
      } catch (fault) {
        if (!signal.aborted) dispatch({ type: 'failed', fault });
      }
    },
    [client, shown],
  );

  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal);
    return () => controller.abort();
  }, [load]);

  const isReady = session.phase === 'ready';
  useEffect(() => {
    if (!isReady) return undefined;
    const controller = new AbortController();
    const tell: ChangeListener = (change) => {
      for (const listener of listeners.current) listener(change);
    };
    void followStream(
      {
        onEvent: ({ kind, connectionId, connection }) => {
          if (connection === null) {
            if (!kept.current.has(connectionId)) dispatch({ type: 'gone', connectionId });
          } else startTransition(() => dispatch({ type: 'connection', connection }));
          tell({ kind, connectionId });
        },
        onLine: (line) => {
          setLostAt((before) => (line === 'lost' ? (before ?? now()) : undefined));
          if (line === 'back') {
            void load(controller.signal);
            tell({ kind: 'back', connectionId: undefined });
          }
        },
      },
      controller.signal,
      { client },
    );
    return () => controller.abort();
  }, [isReady, round, client, load, now]);

  const control = useMemo<SessionControl>(
    () => ({
      session,
      line: lostAt === undefined ? 'live' : 'lost',
      lostAt,
      reload: async () => {
        await load(new AbortController().signal);
        setRound((before) => before + 1);
      },
      updated: (connection) => dispatch({ type: 'connection', connection }),
      settingsChanged: (connectionId, settings) => dispatch({ type: 'settings', connectionId, settings }),
      gone: (connectionId) => startTransition(() => dispatch({ type: 'gone', connectionId })),
      keep: (connectionId) => void kept.current.add(connectionId),
      forgetLink: () => {
        token.current = undefined;
        forgetInvitation(window.sessionStorage);
      },
      onChange: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [session, lostAt, load],
  );
  return <SessionContext value={control}>{children}</SessionContext>;
}
