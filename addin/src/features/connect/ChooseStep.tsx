import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import type { SettingsInForce } from '../../../../shared/settings.ts';
import type { Language } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { CallFault } from '../blocked/CallFault.tsx';
import { Choose } from './Choose.tsx';
import { changeDraft, firstDraft, type Draft } from './draft.ts';
import { useCalendars } from './useCalendars.ts';

interface ChooseStepProps {
  /** Undefined before anything was touched: then the proposal counts. */
  readonly draft: Draft | undefined;
  readonly company: SettingsInForce | null;
  /** In which copies without a title would speak. */
  readonly language: Language;
  readonly email: string | undefined;
  readonly busy: boolean;
  readonly primary: string;
  readonly onChange: (draft: Draft) => void;
  readonly onPrimary: (draft: Draft) => void;
  readonly onBack: () => void;
}

export function ChooseStep(props: ChooseStepProps) {
  const { draft, company, language, email, busy, primary, onChange, onPrimary, onBack } = props;
  const calendars = useCalendars();
  if (calendars.value !== undefined) {
    const chosen = draft ?? firstDraft(calendars.value);
    return (
      <Choose
        calendars={calendars.value}
        draft={chosen}
        company={company}
        language={language}
        busy={busy}
        primary={primary}
        onChange={(change) => onChange(changeDraft(chosen, change))}
        onPrimary={() => onPrimary(chosen)}
        onBack={onBack}
      />
    );
  }
  if (calendars.fault !== undefined) {
    return (
      <CallFault
        fault={calendars.fault}
        email={email}
        onGranted={() => Promise.resolve(calendars.reload())}
        onRetry={calendars.reload}
        onBack={onBack}
      />
    );
  }
  return <ChooseSkeleton onBack={onBack} />;
}

function ChooseSkeleton({ onBack }: { readonly onBack: () => void }) {
  const { t } = useWords();
  return (
    <Page>
      <PageHead title={t('choose.title')} back={t('general.back')} onBack={onBack} />
      <Section title={t('choose.calendars')}>
        <Skeleton aria-label={t('general.loading')}>
          {[0, 1, 2].map((row) => (
            <SkeletonItem key={row} size={32} style={{ marginBottom: '8px' }} />
          ))}
        </Skeleton>
      </Section>
    </Page>
  );
}
