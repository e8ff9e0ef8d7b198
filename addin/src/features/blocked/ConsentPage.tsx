import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { ShieldLine } from '../../ui/ShieldLine.tsx';

interface ConsentPageProps {
  readonly busy: boolean;
  readonly note: string | undefined;
  readonly onStart: () => void;
  readonly onBack: (() => void) | undefined;
}

/** Microsoft has to ask for one more right: said before its window opens. */
export function ConsentPage({ busy, note, onStart, onBack }: ConsentPageProps) {
  const { t } = useWords();
  return (
    <Page
      footer={
        <>
          <BusyButton busy={busy} onPress={onStart} testId="consent-start">
            {t('first.toMicrosoft')}
          </BusyButton>
          {note !== undefined && <FooterNote>{note}</FooterNote>}
        </>
      }
    >
      <PageHead
        title={t('first.consent')}
        lead={t('first.consentCalendars')}
        {...(onBack === undefined ? {} : { back: t('general.back'), onBack })}
      />
      <ShieldLine>{t('first.neverText')}</ShieldLine>
    </Page>
  );
}
