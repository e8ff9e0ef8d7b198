import { makeStyles, tokens } from '@fluentui/react-components';
import { Children, type ReactNode } from 'react';
import { useWords } from '../app/words.tsx';

const useStyles = makeStyles({
  bars: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalM,
    paddingInline: tokens.spacingHorizontalL,
    '@container pane (min-width: 640px)': { paddingInline: tokens.spacingHorizontalXXXL },
  },
});

/** Message bars above a page, as a landmark of their own. Nothing at all where none stands. */
export function Bars({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  const { t } = useWords();
  const standing = Children.toArray(children);
  return standing.length === 0 ? null : (
    <section className={styles.bars} aria-label={t('general.notices')}>
      {standing}
    </section>
  );
}
