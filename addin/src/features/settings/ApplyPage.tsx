import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useCallback, useEffect, useRef } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Preview } from '../../../../shared/preview.ts';
import { isApiError } from '../../api/apiError.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { LongWait } from '../../ui/LongWait.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';
import { useIsHere } from '../../ui/useIsHere.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CallFault } from '../blocked/CallFault.tsx';
import { PreviewBody, PreviewSkeleton } from '../connect/PreviewPage.tsx';
import { Applying } from '../status/Applying.tsx';
import { isBeingApplied } from '../status/importProgress.ts';

/** It was paused elsewhere, and nobody has told us yet: the server's refusal does. */
const wasPaused = (fault: unknown): boolean =>
  isApiError(fault, 'forbidden') && fault.facts.field === 'action';

/** An original that is deleted is not brought back by an undo. */
const undoWord = (preview: Preview | undefined): 'preview.note' | 'preview.noteApply' =>
  preview?.samples.some(({ what, target }) => what === 'delete' && target === 'origin')
    ? 'preview.note'
    : 'preview.noteApply';

/** What somebody else applied meanwhile, or we did before the page was left, has changed the plan. */
function useAfterOthers(underWay: boolean, isOurs: boolean, reload: () => void): void {
  const before = useRef(underWay);
  useEffect(() => {
    if (before.current && !underWay && !isOurs) reload();
    before.current = underWay;
  }, [isOurs, reload, underWay]);
}

/** "Apply to what is already synced": first what it would do, then in one step. */
export function ApplyPage({ connection }: { readonly connection: Connection }) {
  const { client } = useServices();
  const { t } = useWords();
  const toast = useToast();
  const { back } = useNavigation();
  const isHere = useIsHere();
  const { id } = connection;
  const preview = useLoaded(
    useCallback(
      (signal: AbortSignal) => client.call('preview', { body: { kind: 'settings', connection: id }, signal }),
      [client, id],
    ),
  );
  const undo = useConnectionAct(connection, 'undo', { onDone: () => toast(t('status.undone')) });
  const apply = useConnectionAct(connection, 'apply-settings', {
    onDone: ({ pending }) => {
      toast(pending ? t('status.pending') : t('settings.applied'), { onUndo: undo.run });
      // Whoever has left in the meantime stays where they are.
      if (isHere.current) back();
    },
    onFault: () => {
      if (!isHere.current) toast(t('settings.notApplied'), { mood: 'error' });
    },
  });
  const { clearFault } = apply;
  const resume = useConnectionAct(connection, 'resume', { onDone: clearFault });
  const underWay = isBeingApplied(connection);
  const isBusy = apply.busy || underWay;
  useAfterOthers(underWay, apply.busy, preview.reload);
  const isPaused = connection.state === 'paused' || wasPaused(apply.fault);
  const failed = (isPaused ? resume : apply).fault !== undefined;
  const note = failed ? t('general.failed') : isPaused ? undefined : t(undoWord(preview.value));
  if (preview.fault !== undefined) {
    return (
      <CallFault
        fault={preview.fault}
        email={connection.ownerEmail}
        onGranted={() => Promise.resolve(preview.reload())}
        onRetry={preview.reload}
        onBack={back}
      />
    );
  }
  return (
    <Page
      footer={
        <>
          {isPaused ? (
            <BusyButton busy={resume.busy} onPress={resume.run} testId="apply-resume">
              {t('status.resume')}
            </BusyButton>
          ) : (
            <BusyButton
              busy={isBusy}
              isExplained
              disabled={preview.value === undefined}
              reason={t('preview.computing')}
              onPress={apply.run}
            >
              {t('settings.applyNow', { n: connection.counts.linked })}
            </BusyButton>
          )}
          <LongWait
            busy={apply.busy && !underWay}
            text={t('settings.applying', { n: connection.counts.linked })}
          />
          {!underWay && note !== undefined && <FooterNote isFault={failed}>{note}</FooterNote>}
        </>
      }
    >
      <PageHead
        title={t('settings.applyTitle')}
        {...(underWay ? {} : { lead: t('general.preview') })}
        back={t('general.back')}
      />
      {isPaused && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('state.paused')}</MessageBarTitle>
            {t('settings.applyPaused')}
          </MessageBarBody>
        </MessageBar>
      )}
      <PlanOrProgress connection={connection} underWay={underWay} preview={preview.value} />
    </Page>
  );
}

interface PlanOrProgressProps {
  readonly connection: Connection;
  readonly underWay: boolean;
  readonly preview: Preview | undefined;
}

function PlanOrProgress({ connection, underWay, preview }: PlanOrProgressProps) {
  if (underWay) return <Applying connection={connection} />;
  if (preview === undefined) return <PreviewSkeleton />;
  return <PreviewBody preview={preview} targetName={undefined} />;
}
