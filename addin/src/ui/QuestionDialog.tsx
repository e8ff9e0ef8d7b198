import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Spinner,
} from '@fluentui/react-components';
import { useId, type ReactElement, type ReactNode } from 'react';
import { useWords } from '../app/words.tsx';
import { LongWait } from './LongWait.tsx';
import type { Act } from './useAct.ts';

interface QuestionDialogProps {
  /** The button that asks; none where `open` alone says when. */
  readonly trigger?: ReactElement;
  readonly title: string;
  readonly children: ReactNode;
  /** What the answer does, and its name. */
  readonly act: Pick<Act<[]>, 'busy' | 'fault' | 'run'>;
  readonly yes: string;
  readonly yesTestId?: string;
  /** The way out; another word than "cancel" where that is what the act does. */
  readonly no?: string;
  /** Where the act closes it; otherwise it stays until it is left. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** There may be more to read than fits: the keyboard must be able to scroll it. */
  readonly isLong?: boolean;
  /** For an act that may take long, and goes on when this is closed: what it is about. */
  readonly slow?: string;
}

/** The second step of an act that can't be missed: the question, what it means, the deed, and the way out. */
export function QuestionDialog(props: QuestionDialogProps) {
  const {
    trigger,
    title,
    children,
    act,
    yes,
    yesTestId,
    no,
    open,
    onOpenChange,
    isLong = false,
    slow,
  } = props;
  const { t } = useWords();
  const textId = useId();
  const wayOut = no ?? t(act.busy && slow !== undefined ? 'general.close' : 'general.cancel');
  return (
    <Dialog
      {...(open === undefined ? {} : { open })}
      onOpenChange={(_, { open: next }) => onOpenChange?.(next)}
    >
      {trigger === undefined ? <></> : <DialogTrigger disableButtonEnhancement>{trigger}</DialogTrigger>}
      {/* A text that can be scrolled takes the focus, and is read by that. */}
      <DialogSurface aria-describedby={isLong ? undefined : textId}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent id={textId} {...(isLong ? { tabIndex: 0 } : {})}>
            {children}
            {slow !== undefined && <LongWait busy={act.busy} text={slow} />}
            {act.fault !== undefined && <p role="alert">{t('general.failed')}</p>}
          </DialogContent>
          <DialogActions fluid>
            <Button
              appearance="primary"
              icon={act.busy ? <Spinner size="tiny" aria-hidden /> : null}
              aria-busy={act.busy}
              onClick={() => act.run()}
              data-testid={yesTestId}
            >
              {yes}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="secondary">{wayOut}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
