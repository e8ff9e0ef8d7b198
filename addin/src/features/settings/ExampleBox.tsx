import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Language, Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { LanguageChoice } from '../../ui/LanguageChoice.tsx';
import { NoteBox } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { CrossedEye, Example, type ExampleRow } from '../connect/Example.tsx';
import { exampleOf, sampleIn, type ExampleSettings, type ShownCopy } from './settingsExample.ts';
import { WordNote } from './WordNote.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

interface ExampleBoxProps {
  readonly settings: ExampleSettings;
  /** The company's, for its admin, who may look at both. Others are told that its words are in that language. */
  readonly companyLanguage?: Language;
}

/** How an event and a booking look on the other side under these settings, at once with every change. */
export function ExampleBox({ settings, companyLanguage }: ExampleBoxProps) {
  const styles = useStyles();
  const { t, language: spoken } = useWords();
  const [chosen, setChosen] = useState<Language>();
  const language = chosen ?? companyLanguage ?? spoken;
  const sample = sampleIn(t);
  const { timify, office } = exampleOf(settings, sample, language);
  const rows: readonly ExampleRow[] = [
    {
      office: <Tile side="office" look="origin" title={sample.event.title} note={sample.event.notes} />,
      timify: timify && <Copy side="timify" copy={timify} />,
      copyIn: timify && 'timify',
    },
    {
      office: office && <Copy side="office" copy={office} />,
      timify: (
        <Tile side="timify" look="origin" title={sample.booking.service} note={sample.booking.customer} />
      ),
      copyIn: office && 'office',
    },
  ];
  return (
    <NoteBox>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('choose.looks')}</h2>
        {companyLanguage !== undefined && (
          <LanguageChoice label={t('admin.settings.language')} chosen={language} onChoose={setChosen} />
        )}
      </div>
      <Example rows={rows} />
      {companyLanguage === undefined && <WordNote settings={settings} copies={[timify, office]} />}
    </NoteBox>
  );
}

function Copy({ side, copy }: { readonly side: Side; readonly copy: ShownCopy }) {
  return (
    <Tile
      side={side}
      look="copy"
      title={copy.title}
      note={copy.notes === '' ? undefined : copy.notes}
      icon={copy.anonymous && <CrossedEye />}
    />
  );
}
