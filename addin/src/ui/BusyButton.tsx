import { Button, Spinner, makeStyles, tokens, type ButtonProps } from '@fluentui/react-components';
import { useEffect, type ReactElement } from 'react';
import { useAnnounce } from '../app/announcer.tsx';
import { useWords } from '../app/words.tsx';
import { useSlow } from './useSlow.ts';

const useStyles = makeStyles({
  button: { width: '100%', minHeight: '32px', '@media (pointer: coarse)': { minHeight: '44px' } },
  slow: {
    margin: 0,
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

interface BusyButtonProps {
  readonly children: string;
  readonly busy: boolean;
  readonly onPress: () => void;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  readonly icon?: ReactElement;
  readonly disabled?: boolean;
  /** Why it cannot be pressed. */
  readonly reason?: string | undefined;
  readonly testId?: string;
  /** Busy until the person has done something elsewhere, e.g. in Microsoft's window: nothing is slow then. */
  readonly waitsForPerson?: boolean;
  /** The page itself says what takes so long. */
  readonly isExplained?: boolean;
}

/** A button that calls the server: the label stays, a second press is ignored, and after three seconds it says so. */
export function BusyButton(props: BusyButtonProps) {
  const { children, busy, onPress, appearance = 'primary', icon, disabled = false, reason, testId } = props;
  const { waitsForPerson = false, isExplained = false } = props;
  const styles = useStyles();
  const { t } = useWords();
  const slow = useSlow(busy && !waitsForPerson && !isExplained);
  const announce = useAnnounce();
  useEffect(() => {
    if (slow) announce(t('general.slow'));
  }, [announce, slow, t]);
  return (
    <>
      <Button
        appearance={appearance}
        className={styles.button}
        icon={busy ? <Spinner size="tiny" aria-hidden /> : (icon ?? null)}
        aria-busy={busy}
        disabledFocusable={disabled}
        title={disabled ? reason : undefined}
        data-testid={testId}
        onClick={() => {
          if (!busy && !disabled) onPress();
        }}
      >
        {children}
      </Button>
      {slow && <p className={styles.slow}>{t('general.slow')}</p>}
    </>
  );
}
