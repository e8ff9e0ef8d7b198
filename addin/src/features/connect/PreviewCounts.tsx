import { makeStyles, tokens } from '@fluentui/react-components';
import {
  Delete20Filled,
  Delete20Regular,
  Edit20Filled,
  Edit20Regular,
  MailOff20Regular,
  Prohibited20Regular,
  Warning20Filled,
  Warning20Regular,
} from '@fluentui/react-icons';
import type { Preview } from '../../../../shared/preview.ts';
import { useWords } from '../../app/words.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { skipWords } from '../../ui/skipWords.ts';
import { SideMark } from '../../ui/sides.tsx';

const useStyles = makeStyles({
  warning: { color: tokens.colorStatusWarningForeground1 },
  safe: { color: tokens.colorStatusSuccessForeground1 },
});

interface PreviewCountsProps {
  readonly preview: Preview;
  readonly targetName: string | undefined;
}

export function PreviewCounts({ preview, targetName }: PreviewCountsProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { counts, sides, origins, skips = [] } = preview;
  const skipped = skips.map(({ reason, count }) => skipWords(t, reason, f.number(count))).join(' · ');
  const optional = (label: string, count: number, icon: Fact['icon'], reason?: string): Fact[] =>
    count === 0 ? [] : [{ label, value: f.number(count), icon, reason }];

  const facts: readonly Fact[] = [
    {
      label: t('preview.blockers'),
      value: f.number(sides?.timify.create ?? counts.create),
      icon: <SideMark side="timify" />,
    },
    {
      label: t('preview.events'),
      value: f.number(sides?.office.create ?? 0),
      icon: <SideMark side="office" />,
      ...(targetName === undefined ? {} : { reason: t('preview.eventsIn', { name: targetName }) }),
    },
    ...optional(t('preview.changed'), counts.update - origins.update, <Edit20Regular />),
    ...optional(t('preview.deleted'), counts.delete - origins.delete, <Delete20Regular />),
    ...optional(t('preview.originsChanged'), origins.update, <Edit20Filled />, t('preview.originsWhy')),
    ...optional(t('preview.originsDeleted'), origins.delete, <Delete20Filled />, t('preview.originsWhy')),
    {
      label: t('preview.skipped'),
      value: f.number(counts.skip),
      icon: <Prohibited20Regular />,
      ...(skipped === '' ? {} : { reason: skipped }),
    },
    {
      label: t('preview.conflicts'),
      value: f.number(counts.conflict),
      // Nothing to decide is nothing to be warned of.
      icon: counts.conflict === 0 ? <Warning20Regular /> : <Warning20Filled className={styles.warning} />,
      ...(counts.conflict === 0 ? {} : { reason: t('preview.conflictsLater') }),
    },
    {
      label: t('preview.mails'),
      value: f.number(preview.mails),
      icon: <MailOff20Regular className={styles.safe} />,
    },
  ];
  return <Facts facts={facts} large />;
}
