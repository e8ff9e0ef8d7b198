import { Link, Toast, Toaster, ToastTitle, ToastTrigger, useToastController } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useWords } from './words.tsx';

const TOASTER = 'results';

/** Where the results appear. Once on every area that tells results. */
export function Toasts() {
  return <Toaster toasterId={TOASTER} position="bottom" timeout={6000} pauseOnHover />;
}

/** Results only, never what needs an act; the same undo stands in the log. */
export function useToast(): (sentence: string, onUndo?: () => void) => void {
  const { t } = useWords();
  const { dispatchToast } = useToastController(TOASTER);
  return useCallback(
    (sentence, onUndo) => {
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
    },
    [dispatchToast, t],
  );
}
