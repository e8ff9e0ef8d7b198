import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useServices } from './services.tsx';
import { modeFor } from './theme.ts';
import type { Themes } from './themes/themes.ts';
import { markDocument, readThemeChoice, writeThemeChoice, type ThemeChoice } from './themeChoice.ts';
import { useWords } from './words.tsx';

interface ThemeControl {
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
}

const ThemeContext = createContext<ThemeControl | undefined>(undefined);

export function useThemeChoice(): ThemeControl {
  const control = use(ThemeContext);
  if (control === undefined) throw new Error('useThemeChoice needs a ThemedRoot');
  return control;
}

const useStyles = makeStyles({
  pane: {
    containerType: 'inline-size',
    containerName: 'pane',
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    // Lines that are longer are hard to read.
    maxWidth: '1160px',
    marginInline: 'auto',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
});

/**
 * Follows the host's theme, unless the person chose light or dark here. No class on the provider: popovers
 * would get it too.
 */
export function ThemedRoot({ themes, children }: { readonly themes: Themes; readonly children: ReactNode }) {
  const styles = useStyles();
  const { host } = useServices();
  const { language } = useWords();
  const [hostTheme, setHostTheme] = useState(host.theme);
  const [choice, setChoice] = useState(readThemeChoice);

  useEffect(() => host.onThemeChange(setHostTheme), [host]);

  const mode = modeFor(hostTheme, choice);
  useEffect(() => markDocument(mode, language), [mode, language]);

  const control = useMemo<ThemeControl>(
    () => ({
      choice,
      choose: (next) => {
        writeThemeChoice(next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return (
    <ThemeContext value={control}>
      <FluentProvider theme={themes[mode]}>
        <div className={styles.pane}>{children}</div>
      </FluentProvider>
    </ThemeContext>
  );
}
