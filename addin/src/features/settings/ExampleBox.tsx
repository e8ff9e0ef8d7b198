import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Language, Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { LanguageChoice } from '../../ui/LanguageChoice.tsx';
import { NoteBox } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { CrossedEye, Example, type ExampleRow } from '../connect/Example.tsx';
import {
  exampleOf,
  inOneLine,
  sampleIn,
  spokenExample,
  type ExampleSettings,
  type ShownCopy,
} from './settingsExample.ts';
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
  /** In which copies without a title speak. */
  readonly language: Language;
  /** For the company's admin, who may look at both. Others are told where the words are not in their own language. */
  readonly canChoose?: boolean;
}

/** How an event and a booking look on the other side under these settings, at once with every change. */
export function ExampleBox({ settings, language, canChoose = false }: ExampleBoxProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [chosen = language, setChosen] = useState<Language>();
  const sample = sampleIn(t);
  const { timify, office } = exampleOf(settings, sample, chosen);
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
        {canChoose && (
          <LanguageChoice label={t('admin.settings.language')} chosen={chosen} onChoose={setChosen} />
        )}
      </div>
      <Example rows={rows} spoken={spokenExample(t, { timify, office })} />
      {!canChoose && <WordNote language={language} copies={[timify, office]} />}
    </NoteBox>
  );
}

function Copy({ side, copy }: { readonly side: Side; readonly copy: ShownCopy }) {
  return (
    <Tile
      side={side}
      look="copy"
      title={copy.title}
      note={copy.notes === '' ? undefined : inOneLine(copy.notes)}
      icon={copy.anonymous && <CrossedEye />}
    />
  );
}
