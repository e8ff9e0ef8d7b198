import { useSession } from './SessionProvider.tsx';
import { useWords } from './words.tsx';

/** For buttons that need the server: off while nothing arrives, with the reason. */
export function useOffline(): { readonly disabled: boolean; readonly reason: string | undefined } {
  const { line } = useSession();
  const { t } = useWords();
  return line === 'lost'
    ? { disabled: true, reason: t('offline.reason') }
    : { disabled: false, reason: undefined };
}
