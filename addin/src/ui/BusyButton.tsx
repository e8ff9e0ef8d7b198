import { Button, Spinner, makeStyles, tokens, type ButtonProps } from '@fluentui/react-components';
import { useEffect, useState, type ReactElement } from 'react';
import { useWords } from '../app/words.tsx';

const SLOW_MS = 3000;

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
}

/** A button that calls the server: the label stays, a second press is ignored, and after three seconds it says so. */
export function BusyButton(props: BusyButtonProps) {
  const { children, busy, onPress, appearance = 'primary', icon, disabled = false, reason, testId } = props;
  const { waitsForPerson = false } = props;
  const styles = useStyles();
  const { t } = useWords();
  const slow = useSlow(busy && !waitsForPerson);
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

function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  return slow;
}
