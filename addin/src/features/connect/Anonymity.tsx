import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Section } from '../../ui/Page.tsx';
import { ChoiceSwitch } from './ChoiceSwitch.tsx';
import { writesToOffice, type Choices, type DraftChange } from './draft.ts';

interface PartProps {
  readonly choices: Choices;
  readonly onChange: (change: DraftChange) => void;
}

export function Anonymity(props: PartProps) {
  const { t } = useWords();
  const direction = props.choices.direction.value;
  return (
    <Section title={t('choose.anonymous')}>
      {direction !== 'timify-to-office' && (
        <ChoiceSwitch {...props} what="toTimifyAnonymous" label={t('choose.anonymousToTimify')} />
      )}
      {writesToOffice(direction) && (
        <ChoiceSwitch {...props} what="toOfficeAnonymous" label={t('choose.anonymousToOffice')} />
      )}
      <SmallText>{t('choose.anonymousMeans')}</SmallText>
    </Section>
  );
}

/** What travels with an item's time; nothing does where it is anonymous. Notes are chosen for both ways at once. */
export function Contents(props: PartProps) {
  const { t } = useWords();
  const { direction, toTimifyAnonymous, toOfficeAnonymous } = props.choices;
  const tellsTimify = direction.value !== 'timify-to-office' && !toTimifyAnonymous.value;
  const tellsOffice = writesToOffice(direction.value) && !toOfficeAnonymous.value;
  if (!tellsTimify && !tellsOffice) return null;
  return (
    <Section title={t('choose.contents')}>
      {tellsTimify && <ChoiceSwitch {...props} what="title" label={t('choose.contentsTitle')} />}
      <ChoiceSwitch {...props} what="notes" label={t('choose.contentsNotes')} />
    </Section>
  );
}
