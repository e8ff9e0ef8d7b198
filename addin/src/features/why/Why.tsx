import {
  Button,
  Link,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { useState, type ReactElement } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { WhyAnswer } from './WhyAnswer.tsx';

const useStyles = makeStyles({
  surface: {
    boxSizing: 'border-box',
    width: 'min(360px, calc(100vw - 32px))',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'start',
    gap: tokens.spacingHorizontalS,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});

export interface WhySubject {
  readonly side: Side;
  readonly item: string;
}

interface WhyProps extends WhySubject {
  readonly connection: Connection;
  readonly question: string;
  /** What is pressed; by default a link with `label`. */
  readonly trigger?: ReactElement;
  readonly label?: string;
}

/** The reason for what became of an item, beside the item. Asked only when it is opened. */
export function Why({ connection, side, item, question, trigger, label }: WhyProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={(_, { open: next }) => setOpen(next)}
      withArrow
      trapFocus
      positioning={{ position: 'below', overflowBoundaryPadding: 16 }}
    >
      <PopoverTrigger disableButtonEnhancement>
        {trigger ?? (
          <Link as="button" inline>
            {label ?? t('why.why')}
          </Link>
        )}
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={question}>
        <div className={styles.head}>
          <h2 className={styles.title}>{question}</h2>
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss20Regular />}
            aria-label={t('general.close')}
            onClick={() => setOpen(false)}
          />
        </div>
        {open && <WhyAnswer connection={connection} side={side} item={item} onDone={() => setOpen(false)} />}
      </PopoverSurface>
    </Popover>
  );
}
