import { Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { Source } from '../../ui/Source.tsx';
import type { ChoiceName, Choices, DraftChange } from './draft.ts';

const useStyles = makeStyles({
  switch: {
    display: 'flex',
    justifyContent: 'space-between',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
});

interface ChoiceSwitchProps {
  readonly what: Exclude<ChoiceName, 'direction'>;
  readonly label: string;
  readonly choices: Choices;
  readonly onChange: (change: DraftChange) => void;
}

/** One yes or no, with whose value it is and the way back to the company's. */
export function ChoiceSwitch({ what, label, choices, onChange }: ChoiceSwitchProps) {
  const styles = useStyles();
  const sourceId = useId();
  const chosen = choices[what];
  return (
    <div>
      <Switch
        className={styles.switch}
        label={label}
        labelPosition="before"
        checked={chosen.value}
        disabled={chosen.locked}
        aria-describedby={sourceId}
        onChange={(_, { checked }) => onChange({ type: 'switch', what, on: checked })}
      />
      <Source id={sourceId} {...chosen} onReset={() => onChange({ type: 'reset', what })} />
    </div>
  );
}
