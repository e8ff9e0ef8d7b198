import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords } from '../../app/words.tsx';
import { NoteBox } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { CrossedEye, Example, type ExampleRow } from './Example.tsx';
import { writesToOffice, type Choices } from './draft.ts';

const useStyles = makeStyles({
  head: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

interface LiveExampleProps {
  readonly choices: Choices;
}

/** Follows each choice in the same frame, and says once what it now shows. */
export function LiveExample({ choices }: LiveExampleProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const announce = useAnnounce();
  const direction = choices.direction.value;
  const hidesEvents = choices.toTimifyAnonymous.value;
  const hidesBookings = choices.toOfficeAnonymous.value;
  const toTimify = direction !== 'timify-to-office';
  const toOffice = writesToOffice(direction);
  const showsTitle = !hidesEvents && choices.title.value;
  const blocker = showsTitle ? t('example.private') : t('item.blocker');
  const notes = showsTitle && choices.notes.value ? `${t('example.notes')} · ` : '';
  const booking = `${t('example.booking')} · ${t('example.customer')}`;
  const event = hidesBookings ? t('item.busy') : booking;
  const spoken = t('choose.spoken', {
    timify: toTimify ? blocker : t('general.none'),
    office: toOffice ? event : t('general.none'),
  });

  const before = useRef(spoken);
  useEffect(() => {
    if (before.current !== spoken) announce(spoken);
    before.current = spoken;
  }, [announce, spoken]);

  const evening = f.range('2026-11-24T18:00:00', '2026-11-24T19:00:00');
  const afternoon = f.range('2026-11-24T16:00:00', '2026-11-24T16:30:00');
  const hidden = <CrossedEye />;
  const rows: readonly ExampleRow[] = [
    {
      office: (
        <Tile
          side="office"
          look="origin"
          title={t('example.private')}
          note={`${t('example.notes')} · ${evening}`}
        />
      ),
      timify: toTimify && (
        <Tile
          side="timify"
          look="copy"
          title={blocker}
          note={`${notes}${evening}`}
          icon={hidesEvents && hidden}
        />
      ),
      copyIn: toTimify ? 'timify' : undefined,
    },
    {
      office: toOffice && (
        <Tile side="office" look="copy" title={event} note={afternoon} icon={hidesBookings && hidden} />
      ),
      timify: (
        <Tile
          side="timify"
          look="origin"
          title={t('example.booking')}
          note={`${t('example.customer')} · ${afternoon}`}
        />
      ),
      copyIn: toOffice ? 'office' : undefined,
    },
  ];
  return (
    <NoteBox>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('choose.looks')}</h2>
        <span className={styles.note}>{t('general.example')}</span>
      </div>
      <Example rows={rows} />
    </NoteBox>
  );
}
