import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Calendar } from '../../../../shared/me.ts';
import { useWords } from '../../app/words.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { CallFault } from '../blocked/CallFault.tsx';
import { Choose } from './Choose.tsx';
import type { Draft, DraftChange } from './draft.ts';
import { useCalendars } from './useCalendars.ts';

interface ChooseStepProps {
  readonly draft: Draft;
  readonly email: string | undefined;
  readonly busy: boolean;
  readonly primary: string;
  readonly onCalendars: (calendars: readonly Calendar[]) => void;
  readonly onChange: (change: DraftChange) => void;
  readonly onPrimary: () => void;
  readonly onBack: () => void;
}

export function ChooseStep({ onCalendars, email, ...rest }: ChooseStepProps) {
  const calendars = useCalendars();
  const { value } = calendars;
  useEffect(() => {
    if (value !== undefined) onCalendars(value);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per answer, not per choice
  }, [value]);

  if (value !== undefined) return <Choose calendars={value} {...rest} />;
  if (calendars.fault !== undefined) {
    return (
      <CallFault
        fault={calendars.fault}
        email={email}
        onGranted={() => Promise.resolve(calendars.reload())}
        onRetry={calendars.reload}
        onBack={rest.onBack}
      />
    );
  }
  return <ChooseSkeleton onBack={rest.onBack} />;
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
