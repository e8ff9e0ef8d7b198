import { useCallback } from 'react';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { connectBody, type Draft } from './draft.ts';
import { PreviewPage } from './PreviewPage.tsx';
import { useCalendars } from './useCalendars.ts';

interface PreviewStepProps {
  readonly draft: Draft;
  readonly invitation: string;
  readonly email: string | undefined;
  readonly busy: boolean;
  readonly onConnect: () => void;
  readonly onBack: () => void;
}

export function PreviewStep({ draft, invitation, email, busy, onConnect, onBack }: PreviewStepProps) {
  const { client } = useServices();
  const { t } = useWords();
  const calendars = useCalendars();
  const preview = useLoaded(
    useCallback(
      (signal: AbortSignal) =>
        client.call('preview', { body: { kind: 'connect', ...connectBody(draft, invitation) }, signal }),
      [client, draft, invitation],
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
