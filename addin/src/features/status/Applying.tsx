import type { Connection } from '../../../../shared/connection.ts';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Section } from '../../ui/Page.tsx';
import { ImportDays } from './ImportDays.tsx';
import { PartsDone } from './PartsDone.tsx';
import { useSpokenShare } from './useSpokenShare.ts';

/** What is there is decided anew, nearest days first: how far that has come, whoever began it, and whenever. */
export function Applying({ connection: { progress } }: { readonly connection: Connection }) {
  const { t } = useWords();
  useSpokenShare(progress, 'settings.appliedPart');
  return (
    <>
      <Section title={t('settings.beingApplied')}>
        <PartsDone progress={progress} label={t('settings.beingApplied')} />
      </Section>
      <Section title={t('import.nextDays')}>
        <ImportDays progress={progress} />
      </Section>
      <SmallText>{t('settings.goesOn')}</SmallText>
    </>
  );
}
