import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { SettingsInForce } from '../../../../shared/settings.ts';
import type { Language, Side } from '../../../../shared/words.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords } from '../../app/words.tsx';
import { NoteBox } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import {
  exampleOf,
  inOneLine,
  sampleIn,
  spokenExample,
  type ShownCopy,
} from '../settings/settingsExample.ts';
import { WordNote } from '../settings/WordNote.tsx';
import { exampleSettings, type Choices } from './draft.ts';
import { CrossedEye, Example, type ExampleRow } from './Example.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

interface LiveExampleProps {
  readonly choices: Choices;
  readonly company: SettingsInForce | null;
  readonly language: Language;
}

/** Follows each choice in the same frame, and says once what it now shows. */
export function LiveExample({ choices, company, language }: LiveExampleProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const sample = sampleIn(t);
  const settings = exampleSettings(choices, company);
  const { timify, office } = exampleOf(settings, sample, language);
  const spoken = spokenExample(t, { timify, office });
  useSpoken(spoken);

  const evening = f.range('2026-11-24T18:00:00', '2026-11-24T19:00:00');
  const afternoon = f.range('2026-11-24T16:00:00', '2026-11-24T16:30:00');
  const { event, booking } = sample;
  const rows: readonly ExampleRow[] = [
    {
      office: <Tile side="office" look="origin" title={event.title} note={`${event.notes} · ${evening}`} />,
      timify: timify && <Copy side="timify" copy={timify} time={evening} />,
      copyIn: timify && 'timify',
    },
    {
      office: office && <Copy side="office" copy={office} time={afternoon} />,
      timify: (
        <Tile
          side="timify"
          look="origin"
          title={booking.service}
          note={`${booking.customer} · ${afternoon}`}
        />
      ),
      copyIn: office && 'office',
    },
  ];
  return (
    <NoteBox>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('choose.looks')}</h2>
        <span className={styles.note}>{t('general.example')}</span>
      </div>
      <Example rows={rows} spoken={spoken} />
      <WordNote language={language} copies={[timify, office]} />
    </NoteBox>
  );
}

function useSpoken(spoken: string): void {
  const announce = useAnnounce();
  const before = useRef(spoken);
  useEffect(() => {
    if (before.current !== spoken) announce(spoken);
    before.current = spoken;
  }, [announce, spoken]);
}

function Copy({
  side,
  copy,
  time,
}: {
  readonly side: Side;
  readonly copy: ShownCopy;
  readonly time: string;
}) {
  return (
    <Tile
      side={side}
      look="copy"
      title={copy.title}
      note={copy.notes === '' ? time : `${inOneLine(copy.notes)} · ${time}`}
      icon={copy.anonymous && <CrossedEye />}
    />
  );
}
