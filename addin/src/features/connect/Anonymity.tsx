import { Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Section } from '../../ui/Page.tsx';
import { Source } from '../../ui/Source.tsx';
import { writesToOffice, type Choices, type DraftChange } from './draft.ts';

const useStyles = makeStyles({
  switch: {
    display: 'flex',
    justifyContent: 'space-between',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
});

interface AnonymityProps {
  readonly choices: Choices;
  readonly onChange: (change: DraftChange) => void;
}

export function Anonymity({ choices, onChange }: AnonymityProps) {
  const { t } = useWords();
  const direction = choices.direction.value;
  return (
    <Section title={t('choose.anonymous')}>
      {direction !== 'timify-to-office' && <One to="timify" choices={choices} onChange={onChange} />}
      {writesToOffice(direction) && <One to="office" choices={choices} onChange={onChange} />}
      <SmallText>{t('choose.anonymousMeans')}</SmallText>
    </Section>
  );
}

function One({ to, choices, onChange }: AnonymityProps & { readonly to: Side }) {
  const styles = useStyles();
  const { t } = useWords();
  const sourceId = useId();
  const what = to === 'timify' ? 'toTimifyAnonymous' : 'toOfficeAnonymous';
  const chosen = choices[what];
  return (
    <div>
      <Switch
        className={styles.switch}
        label={t(to === 'timify' ? 'choose.anonymousToTimify' : 'choose.anonymousToOffice')}
        labelPosition="before"
        checked={chosen.value}
        disabled={chosen.locked}
        aria-describedby={sourceId}
        onChange={(_, { checked }) => onChange({ type: 'anonymous', to, on: checked })}
      />
      <Source id={sourceId} {...chosen} onReset={() => onChange({ type: 'reset', what })} />
    </div>
  );
}
