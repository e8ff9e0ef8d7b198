import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useWords } from '../../app/words.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  initials: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width: '24px',
    height: '24px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground6,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase100,
    fontWeight: tokens.fontWeightSemibold,
  },
  address: { flexGrow: 1, minWidth: 0, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
});

interface AccountProps {
  readonly email: string;
  readonly onSwitch: (() => void) | undefined;
}

/** Which account this is about; hosts that own the sign-in cannot offer another one. */
export function Account({ email, onSwitch }: AccountProps) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div className={styles.row}>
      <span className={styles.initials} aria-hidden>
        {initialsOf(email)}
      </span>
      <span className={styles.address}>{email}</span>
      {onSwitch !== undefined && (
        <Link as="button" onClick={onSwitch}>
          {t('first.switch')}
        </Link>
      )}
    </div>
  );
}

/** `lena.berger@lindner.example` → "LB". */
export function initialsOf(email: string): string {
  const words = email.replace(/@.*/, '').split(/[._-]+/);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
