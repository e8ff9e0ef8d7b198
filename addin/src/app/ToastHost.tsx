import {
  Link,
  Toast,
  Toaster,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Result } from './useToast.tsx';
import { useWords } from './words.tsx';

const TOASTER = 'results';

export function ToastHost({ results }: { readonly results: readonly Result[] }) {
  const { t } = useWords();
  const { dispatchToast } = useToastController(TOASTER);
  const shown = useRef(0);
  useEffect(() => {
    for (const { sentence, onUndo } of results.slice(shown.current)) {
      const action = onUndo && (
        <ToastTrigger>
          <Link as="button" onClick={onUndo}>
            {t('general.undo')}
          </Link>
        </ToastTrigger>
      );
      dispatchToast(
        <Toast>
          <ToastTitle action={action ?? null}>{sentence}</ToastTitle>
        </Toast>,
        { intent: 'success', pauseOnHover: true },
      );
    }
    shown.current = results.length;
  }, [dispatchToast, results, t]);
  // Inline, so that what is shown lies in a landmark.
  return (
    <section aria-label={t('general.results')}>
      <Toaster inline toasterId={TOASTER} position="bottom" timeout={6000} pauseOnHover />
    </section>
  );
}
