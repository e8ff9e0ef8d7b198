import { useCallback, useRef, useState } from 'react';
import { makeStyles } from '@fluentui/react-components';
import type { WorldConfig } from '../api/config.ts';
import type { Words } from '../words.ts';
import { BrowserBar } from './BrowserBar.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import type { ConsentQuestion } from './ConsentDialog.tsx';
import { ENTRA, useHost } from './useHost.ts';
import type { Broker } from './useHost.ts';
import type { HostAction, HostSession, OpenItem } from './session.ts';

export interface HostFrameProps {
  session: HostSession;
  src: string;
  item: OpenItem | null;
  timeZone: string;
  origins: WorldConfig['origins'];
  words: Words;
  /** The sandbox's Entra ID where nothing is said. */
  broker?: Broker;
  onAction: (action: HostAction) => void;
}

const useStyles = makeStyles({
  host: { display: 'flex', flexDirection: 'column', height: '100%', width: '100%' },
  frame: { border: 'none', width: '100%', flexGrow: 1, minHeight: 0, display: 'block' },
});

/**
 * The pane in its host. The iframe stands directly under the top window: teams-js installs the bridge for nested app
 * auth only there (facts addin §5.1). A change of person, language or trouble reloads it, as a real host would.
 */
export function HostFrame(props: HostFrameProps) {
  const { session, src } = props;
  return (
    <Frame
      key={[src, session.kind, session.user.oid, session.locale, session.trouble].join(' ')}
      {...props}
    />
  );
}

function Frame(props: HostFrameProps) {
  const { session, src, item, timeZone, origins, words, broker = ENTRA, onAction } = props;
  const styles = useStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  const [question, setQuestion] = useState<ConsentQuestion>();

  const account = session.user.email;
  const consent = useCallback(
    (scopes: string[]) =>
      new Promise<boolean>((resolve) => {
        const settle = (accepted: boolean): void => {
          setQuestion(undefined);
          onAction({ kind: 'consent', value: accepted ? 'accepted' : 'cancelled' });
          resolve(accepted);
        };
        setQuestion({ account, scopes, settle });
      }),
    [account, onAction],
  );
  const did = useCallback(
    (action: HostAction) => {
      if (action.kind === 'open-link') window.open(action.value, '_blank');
      onAction(action);
    },
    [onAction],
  );
  useHost(frame, { session, item, timeZone, broker, consent, did });

  return (
    <div className={styles.host}>
      {session.kind === 'browser' && <BrowserBar href={src} entra={origins.entra} words={words} />}
      <iframe
        ref={frame}
        className={styles.frame}
        src={src}
        title="TIMIFY Sync"
        data-testid="host-frame"
        data-host={session.kind}
        allow="clipboard-write"
      />
      <ConsentDialog question={question} />
    </div>
  );
}
