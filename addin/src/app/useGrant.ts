import { useCallback } from 'react';
import { SignInFault } from '../host/signInFault.ts';
import { useAct, type Act } from '../ui/useAct.ts';
import { grantAccess, type Wanted } from './access.ts';
import { useServices } from './services.tsx';
import { useWords } from './words.tsx';

export interface Grant {
  readonly act: Act<[wanted: Wanted, then: () => Promise<void>]>;
  /** What became of Microsoft's window, where the person can just press again. */
  readonly note: string | undefined;
  /** Only an admin can help. */
  readonly needsAdmin: boolean;
}

/** Opens Microsoft's window for rights, from a click, and goes on when they are given. */
export function useGrant(): Grant {
  const services = useServices();
  const { t } = useWords();
  const act = useAct(
    useCallback(
      async (wanted: Wanted, then: () => Promise<void>) => {
        await grantAccess(services, wanted);
        await then();
      },
      [services],
    ),
  );
  const fault = act.fault instanceof SignInFault ? act.fault : undefined;
  const notes = { cancelled: t('first.cancelled'), blocked: t('first.blocked') } as const;
  return {
    act,
    note: act.busy
      ? t('first.windowOpen')
      : fault && (fault.kind === 'cancelled' || fault.kind === 'blocked')
        ? notes[fault.kind]
        : undefined,
    needsAdmin: fault?.kind === 'consent',
  };
}
