import { useCallback } from 'react';
import { firstScopes, scopesOfInvited } from '../../app/access.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { SignInFault } from '../../host/signInFault.ts';
import { useAct } from '../../ui/useAct.ts';
import { BlockedPage } from '../blocked/BlockedPage.tsx';
import { blockedIdOf, requestIdOf } from '../blocked/blockedId.ts';
import { FirstRun } from './FirstRun.tsx';

interface SignedOutProps {
  readonly fault: SignInFault | undefined;
  /** An invitation's link brought the person here. */
  readonly cameByLink: boolean;
  readonly onPressed: (pressed: boolean) => void;
}

/**
 * No token without a click. One click asks for all at once where the window is ours; a failure is shown and never
 * tried again by itself.
 */
export function SignedOut({ fault, cameByLink, onPressed }: SignedOutProps) {
  const { host, config } = useServices();
  const { t } = useWords();
  const { reload } = useSession();
  const signIn = useAct(
    useCallback(async () => {
      const consentTo = cameByLink ? scopesOfInvited(config) : firstScopes(config);
      await host.getApiToken({ interactive: true, consentTo });
      onPressed(true);
      await reload();
    }, [cameByLink, config, host, onPressed, reload]),
  );
  const latest = signIn.fault ?? fault;
  const kind = latest instanceof SignInFault ? latest.kind : undefined;

  if (kind === 'consent' || kind === 'host-refused' || kind === 'failed' || kind === 'offline') {
    return (
      <BlockedPage
        id={blockedIdOf(latest)}
        requestId={requestIdOf(latest)}
        email={host.accountHint}
        busy={signIn.busy}
        onWay={signIn.run}
        onRetry={() => void reload().then(signIn.clearFault)}
      />
    );
  }
  const notes = { cancelled: t('first.cancelled'), blocked: t('first.blocked') } as const;
  const note = kind === 'cancelled' || kind === 'blocked' ? notes[kind] : undefined;
  return (
    <FirstRun
      offer={undefined}
      email={host.accountHint}
      asksConsent
      busy={signIn.busy}
      note={signIn.busy ? t('first.windowOpen') : note}
      onStart={signIn.run}
      onSwitch={undefined}
    />
  );
}
