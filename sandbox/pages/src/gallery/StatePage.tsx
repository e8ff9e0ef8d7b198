import { useEffect, useMemo, useRef } from 'react';
import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Language, ListedState } from '../../../gallery/model.ts';
import { HostFrame } from '../host/HostFrame.tsx';
import { fullLocale } from '../host/session.ts';
import type { HostSession, HostTheme } from '../host/session.ts';
import { WORDS } from '../words.ts';
import { GALLERY_BROKER, LENA } from './broker.ts';
import { walk } from './steps.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100dvh', margin: '0 auto', maxWidth: '100vw' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'baseline',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  frame: { flexGrow: 1, minHeight: 0 },
});

/** Teams without nested app authentication, Outlook with: each as its host mostly is. */
const SIGN_IN = {
  teams: { ok: 'no-naa', refused: 'signed-out', offline: 'offline' },
  outlook: { ok: 'none', refused: 'signed-out', offline: 'offline' },
} as const;

export interface StateLook {
  language: Language;
  theme: HostTheme;
  width: number;
  /** Without the line that names the state: nothing but the frame. */
  bare: boolean;
}

function sessionOf({ host }: ListedState, { language, theme }: StateLook): HostSession {
  return {
    kind: host.kind,
    user: LENA,
    theme,
    locale: fullLocale(language),
    trouble: SIGN_IN[host.kind][host.signIn],
    clientId: 'gallery',
    environment: 'localhost',
    subPage: host.deepLink ?? undefined,
  };
}

function addressOf({ id, host }: ListedState, language: Language): string {
  const isTab = host.kind === 'teams';
  const query = new URLSearchParams(isTab ? { host: 'teams' } : {});
  if (host.byInvitation) query.set('invitation', 'gallery');
  const page = isTab ? 'tab.html' : 'taskpane.html';
  return `${location.origin}/gallery/pane/${id}/${language}/${page}?${query.toString()}`;
}

/**
 * One state in a frame of its host. `data-gallery` of the document's root tells how far it is: `walking`, `shown`, or `failed`
 * with the step that was not possible in `data-gallery-fault`.
 */
export function StatePage({ state, look }: { state: ListedState; look: StateLook }) {
  const styles = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const session = useMemo(() => sessionOf(state, look), [state, look]);
  const { language, width, bare } = look;
  useEffect(() => {
    const mark = document.documentElement.dataset;
    const frame = (): Document | undefined =>
      root.current?.querySelector('iframe')?.contentDocument ?? undefined;
    mark['gallery'] = 'walking';
    walk(frame, state).then(
      () => {
        mark['gallery'] = 'shown';
      },
      (fault: unknown) => {
        mark['gallery'] = 'failed';
        mark['galleryFault'] = fault instanceof Error ? fault.message : String(fault);
      },
    );
  }, [state]);
  return (
    <div className={styles.page} style={{ width }} ref={root}>
      {!bare && (
        <header className={styles.head}>
          <Body1 as="h1" style={{ margin: 0 }}>
            {state.title[language]}
          </Body1>
          <Caption1>{state.shows[language]}</Caption1>
        </header>
      )}
      <div className={styles.frame}>
        <HostFrame
          session={session}
          src={addressOf(state, language)}
          item={state.host.item}
          timeZone="Europe/Berlin"
          origins={{ entra: '', graph: '', timify: '' }}
          words={WORDS[language]}
          broker={GALLERY_BROKER}
          onAction={() => undefined}
        />
      </div>
    </div>
  );
}
