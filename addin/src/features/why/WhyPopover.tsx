import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { useState, type ReactElement } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useWords } from '../../app/words.tsx';
import type { WhySubject } from './whySubject.ts';
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

interface WhyPopoverProps extends WhySubject {
  readonly connection: Connection;
  readonly question: string;
  readonly trigger: ReactElement;
}

/** Open from the start: it is there because somebody has asked. */
export function WhyPopover({ connection, side, item, question, trigger }: WhyPopoverProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [open, setOpen] = useState(true);
  return (
    <Popover
      open={open}
      onOpenChange={(_, { open: next }) => setOpen(next)}
      withArrow
      trapFocus
      positioning={{ position: 'below', overflowBoundaryPadding: 16 }}
    >
      <PopoverTrigger disableButtonEnhancement>{trigger}</PopoverTrigger>
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
        {open && <WhyAnswer connection={connection} side={side} item={item} />}
      </PopoverSurface>
    </Popover>
  );
}
