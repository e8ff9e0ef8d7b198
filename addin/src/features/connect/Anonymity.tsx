import { Switch, makeStyles, tokens } from '@fluentui/react-components';
import type { Direction } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Section } from '../../ui/Page.tsx';
import { writesToOffice, type Draft, type DraftChange } from './draft.ts';

const useStyles = makeStyles({
  switch: {
    display: 'flex',
    justifyContent: 'space-between',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
});

interface AnonymityProps {
  readonly draft: Draft;
  readonly direction: Direction;
  readonly onChange: (change: DraftChange) => void;
}

export function Anonymity({ draft, direction, onChange }: AnonymityProps) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Section title={t('choose.anonymous')}>
      {direction !== 'timify-to-office' && (
        <Switch
          className={styles.switch}
          label={t('choose.anonymousToTimify')}
          labelPosition="before"
          checked={draft.toTimifyAnonymous ?? false}
          onChange={(_, { checked }) => onChange({ type: 'anonymous', to: 'timify', on: checked })}
        />
      )}
      {writesToOffice(direction) && (
        <Switch
          className={styles.switch}
          label={t('choose.anonymousToOffice')}
          labelPosition="before"
          checked={draft.toOfficeAnonymous ?? false}
          onChange={(_, { checked }) => onChange({ type: 'anonymous', to: 'office', on: checked })}
        />
      )}
      <SmallText>{t('choose.anonymousMeans')}</SmallText>
    </Section>
  );
}
