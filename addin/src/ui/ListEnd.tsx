import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../app/announcer.tsx';
import { useWords } from '../app/words.tsx';
import type { PlainKey } from '../strings/words.ts';
import { BusyButton } from './BusyButton.tsx';
import { useNearEnd } from './useNearEnd.ts';

const useStyles = makeStyles({
  end: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  count: {
    margin: 0,
    outlineStyle: 'none',
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

/** The next rows: undefined where there are none. */
export interface More {
  readonly busy: boolean;
  readonly fault: unknown;
  /** Must be stable (useCallback). */
  readonly run: () => void;
}

interface ListEndProps {
  readonly shown: number;
  /** Undefined where nobody knows before the end is reached. */
  readonly total?: number;
  readonly more: More | undefined;
  /** A search may find nothing in thousands of rows: there the reader says whether to go on. */
  readonly byItself?: boolean;
  readonly disabled?: boolean;
  /** What the button says. */
  readonly word?: PlainKey;
}

/** The end of a long list: it goes on by itself as the reader comes near, and by a button. */
export function ListEnd(props: ListEndProps) {
  const { shown, total, more, byItself = true, disabled = false, word = 'list.more' } = props;
  const styles = useStyles();
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const count = useRef<HTMLParagraphElement>(null);
  const stands = more === undefined || more.fault !== undefined || disabled || !byItself;
  useNearEnd(end, shown, stands ? undefined : more.run);
  const sentence =
    more === undefined
      ? t('list.all', { n: shown })
      : total === undefined
        ? t('list.some', { n: shown })
        : t('list.of', { n: shown, total });
  useToldOfMore(shown, sentence);
  useKeptFocus(more !== undefined, count);
  return (
    <div ref={end} className={styles.end} data-testid="list-end">
      <p ref={count} tabIndex={-1} className={styles.count}>
        {sentence}
      </p>
      {more?.fault !== undefined && (
        <p className={styles.count} role="alert">
          {t('general.failed')}
        </p>
      )}
      {more !== undefined && (
        <BusyButton appearance="secondary" busy={more.busy} disabled={disabled} onPress={more.run}>
          {t(word)}
        </BusyButton>
      )}
    </div>
  );
}

/** Who hears the page learns that it grew, not that it is there. */
function useToldOfMore(shown: number, sentence: string): void {
  const announce = useAnnounce();
  const told = useRef(shown);
  useEffect(() => {
    if (shown > told.current) announce(sentence);
    told.current = shown;
  }, [announce, sentence, shown]);
}

/** The button goes with the last rows: whoever stood on it stands at the end of the list. */
function useKeptFocus(hasButton: boolean, count: { readonly current: HTMLElement | null }): void {
  const had = useRef(hasButton);
  useEffect(() => {
    if (had.current && !hasButton && document.activeElement === document.body) count.current?.focus();
    had.current = hasButton;
  }, [count, hasButton]);
}
