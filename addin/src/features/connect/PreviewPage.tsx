import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Preview } from '../../../../shared/preview.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { LinesSkeleton } from '../../ui/LinesSkeleton.tsx';
import { LongWait } from '../../ui/LongWait.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { PreviewCounts } from './PreviewCounts.tsx';
import { PreviewSamples } from './PreviewSamples.tsx';

const MANY_CONFLICTS = 20;

interface PreviewPageProps {
  readonly preview: Preview | undefined;
  readonly targetName: string | undefined;
  readonly busy: boolean;
  readonly primary: string;
  readonly note: string;
  readonly onPrimary: () => void;
  readonly onBack: () => void;
}

/** What would happen, counted by the same planner that later does it. */
export function PreviewPage({
  preview,
  targetName,
  busy,
  primary,
  note,
  onPrimary,
  onBack,
}: PreviewPageProps) {
  const { t, f } = useWords();
  const lead =
    preview === undefined
      ? t('preview.computing')
      : t('preview.window', { from: f.date(preview.window.start), to: f.date(preview.window.end) });
  return (
    <Page
      footer={
        <>
          <BusyButton
            busy={busy}
            disabled={preview === undefined}
            reason={t('preview.computing')}
            onPress={onPrimary}
            testId="connect"
          >
            {primary}
          </BusyButton>
          <FooterNote>{note}</FooterNote>
        </>
      }
    >
      <PageHead title={t('preview.title')} lead={lead} back={t('general.back')} onBack={onBack} />
      {preview === undefined ? (
        <PreviewSkeleton />
      ) : (
        <PreviewBody preview={preview} targetName={targetName} />
      )}
    </Page>
  );
}

export function PreviewBody({
  preview,
  targetName,
}: {
  readonly preview: Preview;
  readonly targetName: string | undefined;
}) {
  const { t } = useWords();
  const { create, update, delete: gone, conflict } = preview.counts;
  useSpokenPreview(preview);
  return (
    <>
      <ZoneNote />
      {create + update + gone + conflict === 0 && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{t('preview.nothing')}</MessageBarBody>
        </MessageBar>
      )}
      {conflict > MANY_CONFLICTS && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('preview.many')}</MessageBarBody>
        </MessageBar>
      )}
      <PreviewCounts preview={preview} targetName={targetName} />
      <PreviewSamples samples={preview.samples} />
    </>
  );
}

/** Whoever waited hears that it is there: the focus stands on the title above it. */
function useSpokenPreview({ counts, sides }: Preview): void {
  const { t, f } = useWords();
  const announce = useAnnounce();
  const sentence = t('preview.ready', {
    blockers: f.number(sides?.timify.create ?? counts.create),
    events: f.number(sides?.office.create ?? 0),
    conflicts: f.number(counts.conflict),
  });
  useEffect(() => announce(sentence), [announce, sentence]);
}

/** What is being read is told once it takes long. */
export function PreviewSkeleton() {
  const { t } = useWords();
  return (
    <>
      <LongWait busy text={t('preview.slow')} />
      <LinesSkeleton lines={5} />
    </>
  );
}
