import { useState } from 'react';
import {
  Caption1,
  Field,
  Link,
  Select,
  Title3,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import type { ListedState } from '../../../gallery/model.ts';
import { HOST_THEMES, oneOf } from '../host/session.ts';
import { WORDS } from '../words.ts';
import { LANGUAGES, stateUrl, WIDTHS } from './look.ts';
import type { StateLook } from './StatePage.tsx';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    gridTemplateColumns: 'minmax(240px, 340px) minmax(0, 1fr)',
    height: '100dvh',
    '@media (max-width: 700px)': { gridTemplateColumns: '1fr', height: 'auto' },
  },
  side: {
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  pickers: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginBlock: tokens.spacingVerticalM,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  screen: { margin: `${tokens.spacingVerticalM} 0 0`, fontSize: tokens.fontSizeBase200 },
  row: { display: 'flex', minHeight: '32px', alignItems: 'center' },
  chosen: { fontWeight: tokens.fontWeightSemibold },
  frame: { border: 'none', width: '100%', height: '100%', minHeight: '640px' },
});

interface GalleryIndexProps {
  states: readonly ListedState[];
  initial: StateLook;
}

/** All states with links, and the chosen one beside. */
export function GalleryIndex({ states, initial }: GalleryIndexProps) {
  const styles = useStyles();
  const [look, setLook] = useState(initial);
  const [chosen, setChosen] = useState(states[0]?.id ?? '');
  const { language } = look;
  const words = WORDS[language];
  const change = (part: Partial<StateLook>): void => setLook((before) => ({ ...before, ...part }));
  const screens = [...new Set(states.map(({ screen }) => screen))];
  return (
    <div className={styles.page}>
      <nav className={styles.side} aria-label={words.gallery}>
        <Title3 as="h1" block>
          {words.gallery}
        </Title3>
        <Caption1 block>{words.galleryText}</Caption1>
        <div className={styles.pickers}>
          <Field label={words.language}>
            <Select
              value={language}
              onChange={(_event, { value }) => change({ language: oneOf(LANGUAGES, value, 'de') })}
              data-testid="gallery-language"
            >
              <option value="de">Deutsch</option>
              <option value="en">English</option>
            </Select>
          </Field>
          <Field label={words.theme}>
            <Select
              value={look.theme}
              onChange={(_event, { value }) => change({ theme: oneOf(HOST_THEMES, value, 'light') })}
              data-testid="gallery-theme"
            >
              {HOST_THEMES.map((theme) => (
                <option key={theme} value={theme}>
                  {words[theme]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={words.width}>
            <Select
              value={String(look.width)}
              onChange={(_event, { value }) => change({ width: Number(value) })}
              data-testid="gallery-width"
            >
              {WIDTHS.map((width) => (
                <option key={width} value={width}>
                  {width}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        {screens.map((screen) => (
          <section key={screen}>
            <h2 className={styles.screen}>{screen}</h2>
            <ul className={styles.list}>
              {states
                .filter((state) => state.screen === screen)
                .map((state) => (
                  <li key={state.id} className={styles.row}>
                    <Link
                      href={stateUrl(state.id, look)}
                      title={state.shows[language]}
                      className={mergeClasses(state.id === chosen && styles.chosen)}
                      aria-current={state.id === chosen}
                      onClick={(event) => {
                        if (event.ctrlKey || event.metaKey) return;
                        event.preventDefault();
                        setChosen(state.id);
                      }}
                    >
                      {state.title[language]}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      <iframe
        key={chosen}
        className={styles.frame}
        src={stateUrl(chosen, look)}
        title={words.pane}
        data-testid="gallery-frame"
      />
    </div>
  );
}
