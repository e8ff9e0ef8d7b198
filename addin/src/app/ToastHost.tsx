import {
  Link,
  makeStyles,
  Toast,
  Toaster,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useRoomAtFoot } from './roomAtFoot.ts';
import type { Result } from './result.ts';
import { useWords } from './words.tsx';

const TOASTER = 'results';
const FROM_EDGE = 16;

// In front of the page that it stands on.
const useStyles = makeStyles({
  region: { position: 'relative', zIndex: 2 },
  // Words stay whole beside the sign.
  title: { overflowWrap: 'break-word' },
});

export function ToastHost({ results }: { readonly results: readonly Result[] }) {
  const styles = useStyles();
  const { t } = useWords();
  const { dispatchToast } = useToastController(TOASTER);
  const shown = useRef(0);
  const [standing, setStanding] = useState(0);
  const room = useRoomAtFoot(standing > 0);
  const [region, setRegion] = useState<HTMLElement | null>(null);
  useEffect(() => {
    // Nobody hears it before the toaster stands.
    if (region === null) return;
    const onStatusChange = (_: unknown, { status }: { readonly status: string }): void => {
      if (status === 'queued') setStanding((before) => before + 1);
      if (status === 'unmounted') setStanding((before) => before - 1);
    };
    for (const { sentence, onUndo, mood } of results.slice(shown.current)) {
      const action = onUndo && (
        <ToastTrigger>
          <Link as="button" onClick={onUndo}>
            {t('general.undo')}
          </Link>
        </ToastTrigger>
      );
      dispatchToast(
        <Toast>
          <ToastTitle className={styles.title}>{action ? `${sentence} ` : sentence}</ToastTitle>
          {action && <ToastFooter>{action}</ToastFooter>}
        </Toast>,
        { intent: mood, pauseOnHover: true, onStatusChange },
      );
    }
    shown.current = results.length;
  }, [dispatchToast, region, results, styles.title, t]);
  // What is shown lies in a landmark.
  return (
    <section ref={setRegion} className={styles.region} aria-label={t('general.results')}>
      {room.below > 0 && <div aria-hidden data-testid="room" style={{ height: room.below }} />}
      {region !== null && (
        <Toaster
          mountNode={region}
          toasterId={TOASTER}
          position="bottom"
          offset={{ vertical: FROM_EDGE + room.above }}
          timeout={6000}
          pauseOnHover
        />
      )}
    </section>
  );
}
