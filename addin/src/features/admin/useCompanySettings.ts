import { useState } from 'react';
import type { CompanySettings, CompanySettingsChange } from '../../../../shared/settings.ts';
import type { Copies } from '../../../../shared/words.ts';
import { isApiError } from '../../api/apiError.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { useCompany } from './CompanyContext.tsx';

interface Attempt {
  /** The settings that it is about. */
  readonly names: readonly string[];
  readonly body: CompanySettingsChange;
}

export interface CompanySettingsControl {
  readonly settings: CompanySettings;
  readonly change: (names: readonly string[], body: CompanySettingsChange) => void;
  /** The names whose last change was refused. */
  readonly failed: readonly string[];
  /** The change would leave copies behind: how many, and how to go on. */
  readonly copiesAsked: number | undefined;
  readonly answerCopies: (copies: Copies | undefined) => void;
}

/** Values and locks for everybody; saved at once. What would leave copies behind asks first, and is sent again. */
export function useCompanySettings(first: CompanySettings): CompanySettingsControl {
  const { client } = useCompany();
  const { t } = useWords();
  const toast = useToast();
  const [settings, setSettings] = useState(first);
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [stopped, setStopped] = useState<Attempt & { readonly copies: number }>();

  const send = async ({ names, body }: Attempt) => {
    setStopped(undefined);
    try {
      setSettings(await client.call('changeCompanySettings', { body }));
      setFailed([]);
      toast(t('general.saved'));
    } catch (fault) {
      if (isApiError(fault, 'copies_required'))
        setStopped({ names, body, copies: fault.facts.counts?.delete ?? 0 });
      else setFailed(names);
    }
  };

  return {
    settings,
    change: (names, body) => void send({ names, body }),
    failed,
    copiesAsked: stopped?.copies,
    answerCopies: (copies) => {
      if (stopped === undefined || copies === undefined) setStopped(undefined);
      else void send({ names: stopped.names, body: { ...stopped.body, copies } });
    },
  };
}
