import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Explanation } from '../../../../shared/items.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import { NoteBox, SmallText } from '../../ui/Note.tsx';
import { settingLabel, settingValue } from '../../ui/settingNames.ts';
import { Source } from '../../ui/Source.tsx';
import { useAct } from '../../ui/useAct.ts';
import { TryAgain } from '../../ui/TryAgain.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { remedyFor } from './remedy.ts';
import type { WhySubject } from './whySubject.ts';

const useStyles = makeStyles({
  sentence: { margin: 0 },
  setting: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
  },
  value: { fontWeight: tokens.fontWeightSemibold },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  // In line with the sentence above it, where it stands alone.
  alone: {
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
});

interface WhyAnswerProps extends WhySubject {
  readonly connection: Connection;
}

export function WhyAnswer({ connection, side, item }: WhyAnswerProps) {
  const styles = useStyles();
  const { client } = useServices();
  const { t, language } = useWords();
  const { id } = connection;
  const { value, fault, reload } = useLoaded(
    useCallback(
      (signal: AbortSignal) =>
        client.call('explain', { params: { id }, query: { side, item, language }, signal }),
      [client, id, item, language, side],
    ),
  );
  if (fault !== undefined) return <TryAgain onRetry={reload} />;
  return (
    <>
      {/* It comes when the focus is in here already; the page's own region is silent while this is open. */}
      <div aria-live="polite">
        {value !== undefined && <p className={styles.sentence}>{value.sentence}</p>}
      </div>
      {value === undefined ? (
        <Skeleton aria-label={t('general.loading')}>
          <SkeletonItem size={48} />
        </Skeleton>
      ) : (
        <Answer explanation={value} connection={connection} side={side} item={item} />
      )}
    </>
  );
}

function Answer({
  explanation,
  connection,
  side,
  item,
}: WhyAnswerProps & { readonly explanation: Explanation }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { go } = useNavigation();
  const { setting, value, source, locked, at } = explanation;
  // The setting has been changed since: it need not be changed again, but applied.
  const isOlder = explanation.earlier !== null && explanation.change !== null;
  const transfer = useTransfer(connection, explanation);
  const when = `${f.nearDay(at)}, ${f.timeWithSeconds(at)}`;
  return (
    <>
      {setting !== null && (
        <NoteBox>
          <div className={styles.setting}>
            <span>{settingLabel(t, setting)}</span>
            <span className={styles.value}>{settingValue(t, setting, value)}</span>
          </div>
          {source !== null && <Source source={source} locked={locked} />}
        </NoteBox>
      )}
      <SmallText>{t('why.decided', { time: when })}</SmallText>
      {transfer.act.fault !== undefined && <SmallText isFault>{t('settings.failed')}</SmallText>}
      <div aria-live="polite">{transfer.isDone && <SmallText>{t('why.transferred')}</SmallText>}</div>
      <div className={styles.acts}>
        {(transfer.isDone || isOlder) && (
          <Button appearance="primary" onClick={() => go({ page: 'apply' })}>
            {t('settings.applyTitle')}
          </Button>
        )}
        {transfer.possible && (
          <Button appearance="primary" aria-busy={transfer.act.busy} onClick={transfer.act.run}>
            {t('why.transfer')}
          </Button>
        )}
        <Button
          appearance="subtle"
          className={transfer.possible || transfer.isDone || isOlder ? undefined : styles.alone}
          onClick={() => go({ page: 'log', item, side })}
        >
          {t('why.history')}
        </Button>
      </div>
      {locked && <SmallText>{t('why.locked')}</SmallText>}
    </>
  );
}

/**
 * "For me": exactly the setting that kept it back, unless the company has locked it. It holds for what is synced from
 * then on; what was decided before is decided anew only where that is asked for.
 */
function useTransfer({ id }: Connection, { decision, setting, locked, earlier }: Explanation) {
  const { client } = useServices();
  const [isDone, setDone] = useState(false);
  const remedy = decision === 'skipped' && !locked && earlier === null ? remedyFor(setting) : undefined;
  const act = useAct(
    useCallback(async () => {
      if (remedy === undefined) return;
      await client.call('changeSettings', { params: { id }, body: remedy });
      setDone(true);
    }, [client, id, remedy]),
  );
  return { possible: remedy !== undefined && !isDone, isDone, act };
}
