import { Button } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Answer } from '../../../../shared/api.ts';
import type { CompanySettings } from '../../../../shared/settings.ts';
import type { Mood } from '../../app/result.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import type { Translate } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote } from '../../ui/Page.tsx';
import { QuestionDialog } from '../../ui/QuestionDialog.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useIsHere } from '../../ui/useIsHere.ts';
import { useCompany } from './CompanyContext.tsx';
import { CompanyPreview } from './CompanyPreview.tsx';
import { usePlanOfAll } from './usePlanOfAll.ts';

/** What it came to, and how many it did not reach: those that failed, and those that rest. */
function told(t: Translate, news: string, { failed, skipped }: Answer<'applyCompanySettings'>): string {
  return [
    ...(news === '' ? [] : [news]),
    ...(failed === 0 ? [] : [t('admin.settings.notApplied', { n: failed })]),
    ...(skipped === 0 ? [] : [t('admin.settings.resting', { n: skipped })]),
  ].join(' ');
}

/** Those that rest are left alone on purpose. */
const moodOf = ({ failed }: Answer<'applyCompanySettings'>): Mood => (failed === 0 ? 'success' : 'warning');

export function ApplyToAll({ settings }: { readonly settings: CompanySettings }) {
  const { connections, linked } = settings.existing;
  const { t } = useWords();
  const { client } = useCompany();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [applied, setApplied] = useState(false);
  const plan = usePlanOfAll(settings, open);
  const undoing = useAct(
    useCallback(async () => {
      const result = await client.call('undoCompanySettings');
      setApplied(false);
      const news = result.done + result.pending === 0 ? '' : t('status.undone');
      toast(told(t, news, result), { mood: moodOf(result) });
    }, [client, t, toast]),
  );
  const undo = undoing.run;
  const isHere = useIsHere(open);
  const apply = useAct(
    useCallback(async () => {
      const result = await client.call('applyCompanySettings').catch((fault: unknown) => {
        if (!isHere.current) toast(t('settings.notApplied'), { mood: 'error' });
        throw fault;
      });
      const reached = result.done + result.pending;
      const news = told(t, t('admin.settings.applied', { n: reached }), result);
      toast(news, { mood: moodOf(result), onUndo: reached === 0 ? undefined : undo });
      setApplied(reached > 0);
      setOpen(false);
    }, [client, isHere, t, toast, undo]),
  );
  if (linked === 0) return null;
  return (
    <>
      {applied && (
        <BusyButton appearance="subtle" busy={undoing.busy} onPress={undo}>
          {t('admin.settings.undo')}
        </BusyButton>
      )}
      {undoing.fault !== undefined && <FooterNote isFault>{t('fault.undo_impossible')}</FooterNote>}
      <QuestionDialog
        open={open}
        onOpenChange={setOpen}
        slow={t('admin.settings.applying', { n: connections })}
        isLong
        trigger={<Button appearance="secondary">{t('admin.settings.apply', { n: linked })}</Button>}
        title={t('admin.settings.applyQuestion', { n: linked })}
        act={apply}
        yes={t('settings.applyNow', { n: linked })}
      >
        <p>{t('admin.settings.applyText', { n: connections })}</p>
        <CompanyPreview {...plan} />
      </QuestionDialog>
    </>
  );
}
