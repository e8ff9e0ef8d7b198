import { makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { Copies } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';

const useStyles = makeStyles({
  cards: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  card: {
    boxSizing: 'border-box',
    width: '100%',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    paddingBlock: tokens.spacingVerticalXS,
    ':has(:checked)': { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-1px' },
    '@media (forced-colors: active)': { ':has(:checked)': { outline: '2px solid Highlight' } },
  },
  title: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  text: { display: 'block', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

interface CopiesChoiceProps {
  readonly chosen: Copies;
  /** What removing means in numbers, where that is known. */
  readonly removeText?: string | undefined;
  readonly onChoose: (copies: Copies) => void;
}

/** What becomes of the copies: the same three answers wherever copies lose their rule. */
export function CopiesChoice({ chosen, removeText, onChoose }: CopiesChoiceProps) {
  const styles = useStyles();
  const { t } = useWords();
  const order: readonly Copies[] = ['remove', 'keep', 'plain'];
  return (
    <RadioGroup
      className={styles.cards}
      aria-label={t('copies.title')}
      value={chosen}
      onChange={(_, { value }) => {
        const parsed = Copies.safeParse(value);
        if (parsed.success) onChoose(parsed.data);
      }}
    >
      {order.map((copies) => (
        <Radio
          key={copies}
          className={styles.card}
          value={copies}
          label={
            <>
              <span className={styles.title}>{t(`copies.${copies}`)}</span>
              <span className={styles.text}>
                {copies === 'remove' && removeText !== undefined ? removeText : t(`copies.${copies}Text`)}
              </span>
            </>
          }
        />
      ))}
    </RadioGroup>
  );
}
