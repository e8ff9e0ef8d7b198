import { useCallback } from 'react';
import type { Offer } from '../../app/session.ts';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { connectBody, type Draft } from './draft.ts';
import { PreviewPage } from './PreviewPage.tsx';
import { useCalendars } from './useCalendars.ts';

interface PreviewStepProps {
  readonly draft: Draft;
  readonly offer: Offer;
  readonly email: string | undefined;
  readonly busy: boolean;
  readonly onConnect: () => void;
  readonly onBack: () => void;
}

export function PreviewStep({ draft, offer, email, busy, onConnect, onBack }: PreviewStepProps) {
  const { client } = useServices();
  const { t } = useWords();
  const { invitation, settings } = offer;
  const calendars = useCalendars();
  const preview = useLoaded(
    useCallback(
      (signal: AbortSignal) =>
        client.call('preview', {
          body: { kind: 'connect', ...connectBody(draft, invitation, settings) },
          signal,
        }),
      [client, draft, invitation, settings],
    ),
  );
  if (preview.fault !== undefined) {
    return (
      <CallFault
        fault={preview.fault}
        email={email}
        onGranted={() => Promise.resolve(preview.reload())}
        onRetry={preview.reload}
        onBack={onBack}
      />
    );
  }
  return (
    <PreviewPage
      preview={preview.value}
      targetName={calendars.value?.find(({ id }) => id === draft.writeCalendar)?.name}
      busy={busy}
      primary={t('preview.connect')}
      note={t('preview.note')}
      onPrimary={onConnect}
      onBack={onBack}
    />
  );
}
