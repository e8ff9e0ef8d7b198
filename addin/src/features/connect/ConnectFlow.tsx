import { lazy, useCallback, useState } from 'react';
import type { Offer, Ready } from '../../app/session.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { isApiError } from '../../api/apiError.ts';
import { useAct } from '../../ui/useAct.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { connectBody, type Draft } from './draft.ts';
import { Welcome } from './Welcome.tsx';

const ChooseStep = lazy(async () => ({ default: (await import('./ChooseStep.tsx')).ChooseStep }));
const PreviewStep = lazy(async () => ({ default: (await import('./PreviewStep.tsx')).PreviewStep }));

interface ConnectFlowProps {
  readonly session: Ready;
  readonly offer: Offer | undefined;
  readonly pressed: boolean;
  readonly onPressed: (pressed: boolean) => void;
}

/** Welcome → choose → preview → connected. What was chosen survives going back and signing in. */
export function ConnectFlow({ session, offer, pressed, onPressed }: ConnectFlowProps) {
  const { client, host } = useServices();
  const { t } = useWords();
  const { place, isMoving, go, back, goRoot } = useNavigation();
  const { updated, forgetLink, reload } = useSession();
  const [draft, setDraft] = useState<Draft>();
  const email = session.me.user.email ?? host.accountHint;

  const connect = useAct(
    useCallback(
      async (chosen: Draft) => {
        if (offer === undefined) return;
        const connection = await client.call('connect', {
          body: connectBody(chosen, offer.invitation, offer.settings),
        });
        forgetLink();
        goRoot({ page: 'status' });
        updated(connection);
      },
      [client, forgetLink, goRoot, offer, updated],
    ),
  );
  const connectNow = () => {
    if (draft !== undefined) connect.run(draft);
  };

  if (connect.fault !== undefined) {
    const leave = isApiError(connect.fault, 'invitation_expired', 'resource_taken');
    return (
      <CallFault
        fault={connect.fault}
        email={email}
        onGranted={() => Promise.resolve(connectNow())}
        onRetry={leave ? () => void reload().then(connect.clearFault) : connectNow}
        onBack={connect.clearFault}
      />
    );
  }
  if (offer === undefined || (place.page !== 'choose' && place.page !== 'preview')) {
    return (
      <Welcome
        session={session}
        offer={offer}
        email={email}
        pressed={pressed}
        isMoving={isMoving}
        onPress={() => onPressed(true)}
        onReady={() => {
          onPressed(false);
          go({ page: 'choose' });
        }}
      />
    );
  }
  if (place.page === 'choose' || draft === undefined) {
    // Somebody else's invitation shows nothing of the resource before it is approved.
    const skipsPreview = offer.match === 'different';
    return (
      <ChooseStep
        draft={draft}
        company={offer.settings}
        language={offer.language}
        email={email}
        busy={connect.busy || isMoving}
        primary={skipsPreview ? t('preview.connect') : t('choose.preview')}
        onChange={setDraft}
        onPrimary={(chosen) => {
          setDraft(chosen);
          if (skipsPreview) connect.run(chosen);
          else go({ page: 'preview' });
        }}
        onBack={back}
      />
    );
  }
  return (
    <PreviewStep
      draft={draft}
      offer={offer}
      email={email}
      busy={connect.busy || isMoving}
      onConnect={connectNow}
      onBack={back}
    />
  );
}
