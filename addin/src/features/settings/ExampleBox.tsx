import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Settings } from '../../../../shared/settings.ts';
import type { Language, Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { LanguageChoice } from '../../ui/LanguageChoice.tsx';
import { NoteBox } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { CrossedEye, Example, type ExampleRow } from '../connect/Example.tsx';
import { exampleOf, type ShownCopy } from './settingsExample.ts';

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
  readonly settings: Settings;
  /** The words of anonymous copies differ by language: the company sees both. */
  readonly withLanguages?: boolean;
}

/** How an event and a booking look on the other side under these settings, at once with every change. */
export function ExampleBox({ settings, withLanguages = false }: ExampleBoxProps) {
  const styles = useStyles();
  const { t, language: spoken } = useWords();
  const [chosen, setChosen] = useState<Language>();
  const language = chosen ?? spoken;
  const sample = {
    event: { title: t('example.private'), notes: t('example.notes') },
    booking: {
      service: t('example.booking'),
      customer: t('example.customer'),
      resource: t('example.resource'),
      notes: t('example.bookingNotes'),
      fields: t('example.fields'),
    },
  };
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
        {withLanguages && (
          <LanguageChoice label={t('admin.settings.language')} chosen={language} onChoose={setChosen} />
        )}
      </div>
      <Example rows={rows} />
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
