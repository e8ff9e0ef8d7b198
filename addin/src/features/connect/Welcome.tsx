import { Button } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { useServices } from '../../app/services.tsx';
import type { Offer, Ready } from '../../app/session.ts';
import { useSession } from '../../app/SessionProvider.tsx';
import { useGrant } from '../../app/useGrant.ts';
import { useWords } from '../../app/words.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { useAct } from '../../ui/useAct.ts';
import { BlockedPage } from '../blocked/BlockedPage.tsx';
import { requestIdOf } from '../blocked/blockedId.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { FirstRun } from './FirstRun.tsx';
import { NoInvitation } from './NoInvitation.tsx';

interface WelcomeProps {
  readonly session: Ready;
  readonly offer: Offer | undefined;
  readonly email: string | undefined;
  /** The person has already said "go on" before signing in: they are not asked a second time. */
  readonly pressed: boolean;
  /** On the way to the next page, whose code is still being fetched. */
  readonly isMoving: boolean;
  readonly onPress: () => void;
  readonly onReady: () => void;
}

/** Signed in, not yet connected: what stands between this person and the choice of calendars. */
export function Welcome({ session, offer, email, pressed, isMoving, onPress, onReady }: WelcomeProps) {
  const services = useServices();
  const { t } = useWords();
  const { reload } = useSession();
  const grant = useGrant();
  const [anyway, setAnyway] = useState(false);
  const { access } = session.me;
  const asksConsent = access.state === 'consent-required' || access.state === 'sign-in-required';
  const goesOn = pressed && !asksConsent && offer !== undefined && (offer.match === 'equal' || anyway);
  useEffect(() => {
    if (goesOn) onReady();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the last obstacle is gone
  }, [goesOn]);

  // Whoever has said "go on" before does not see the first page again.
  const useAnyway = () => {
    if (pressed && !asksConsent) onReady();
    else setAnyway(true);
  };

  const { host } = services;
  const switching = useAct(
    useCallback(async () => {
      await host.switchAccount?.();
      await reload();
    }, [host, reload]),
  );
  const onSwitch = host.switchAccount === undefined ? undefined : switching.run;

  if (grant.needsAdmin) {
    return (
      <BlockedPage
        id="consent_required"
        requestId={requestIdOf(grant.act.fault)}
        email={email}
        onWay={() => undefined}
        onRetry={() => void reload().then(grant.act.clearFault)}
      />
    );
  }
  if (session.offerFault !== undefined && offer === undefined) {
    return (
      <CallFault fault={session.offerFault} email={email} onGranted={reload} onRetry={() => void reload()} />
    );
  }
  if (offer?.match === 'different' && !anyway) {
    return (
      <BlockedPage
        id="wrong_account"
        email={email}
        busy={switching.busy || isMoving}
        onWay={onSwitch ?? useAnyway}
        secondary={
          <Button appearance="secondary" onClick={useAnyway}>
            {t('fault.anyway')}
          </Button>
        }
      >
        <Facts
          facts={[
            { label: t('fault.invited'), value: offer.email ?? t('general.none') },
            { label: t('fault.signedIn'), value: email ?? t('general.none') },
          ]}
        />
      </BlockedPage>
    );
  }
  if (offer === undefined && !asksConsent)
    return <NoInvitation email={email} onRetry={() => void reload()} />;

  const startNow = () => {
    onPress();
    if (!asksConsent) return;
    grant.act.run({ scopes: access.scopes, claims: access.claims ?? undefined }, reload);
  };
  return (
    <FirstRun
      offer={offer}
      email={email}
      asksConsent={asksConsent}
      busy={grant.act.busy || isMoving}
      note={grant.note}
      onStart={startNow}
      onSwitch={onSwitch}
    />
  );
}
