import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import type { Words } from '../words.ts';

const useStyles = makeStyles({
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    marginLeft: 'auto',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  entry: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  swatch: { width: '22px', height: '12px', boxSizing: 'border-box', borderRadius: tokens.borderRadiusSmall },
  made: {
    backgroundColor: tokens.colorNeutralStroke2,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  copy: { border: `1px dashed ${tokens.colorNeutralStrokeAccessible}` },
});

export function Legend({ words }: { words: Words }) {
  const styles = useStyles();
  return (
    <div className={styles.legend}>
      <span className={styles.entry}>
        <span aria-hidden className={mergeClasses(styles.swatch, styles.made)} /> {words.madeHere}
      </span>
      <span className={styles.entry}>
        <span aria-hidden className={mergeClasses(styles.swatch, styles.copy)} /> {words.copy}
      </span>
      <span className={styles.entry}>
        <LockClosedRegular aria-hidden /> {words.legendPrivate}
      </span>
    </div>
  );
}
