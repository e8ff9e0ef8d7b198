import { makeStyles, tokens } from '@fluentui/react-components';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  icon: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
});

/** Whether the person's data is safe: on every screen about a fault. */
export function ShieldLine({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.line}>
      <ShieldCheckmark20Regular className={styles.icon} aria-hidden />
      <span>{children}</span>
    </div>
  );
}
