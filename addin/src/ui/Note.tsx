import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  small: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
  },
});

interface SmallTextProps {
  readonly children: ReactNode;
  /** Something did not work: spoken at once. */
  readonly isFault?: boolean;
}

export function SmallText({ children, isFault = false }: SmallTextProps) {
  return (
    <p className={useStyles().small} role={isFault ? 'alert' : undefined}>
      {children}
    </p>
  );
}

/** Grey fill: examples and explanations only. */
export function NoteBox({
  children,
  hidden = false,
}: {
  readonly children: ReactNode;
  readonly hidden?: boolean;
}) {
  return (
    <div className={useStyles().box} aria-hidden={hidden || undefined}>
      {children}
    </div>
  );
}

/** An outline: for what is compared or opened. */
export function OutlineCard({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().card}>{children}</div>;
}
