import { useRef, useState } from 'react';
import type { CompanySettings, CompanySettingsChange } from '../../../../shared/settings.ts';
import type { Copies } from '../../../../shared/words.ts';
import { isApiError } from '../../api/apiError.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { useInLine } from '../../ui/useInLine.ts';
import { useCompany } from './CompanyContext.tsx';

interface Attempt {
  /** The settings that it is about. */
  readonly names: readonly string[];
  readonly change: Change;
}

/** Made from what is in force when it is sent, e.g. the list of what is locked. */
export type Change = (now: CompanySettings) => CompanySettingsChange;

export interface CompanySettingsControl {
  readonly settings: CompanySettings;
  readonly change: (names: readonly string[], change: Change) => void;
  /** The names whose last change was refused. */
  readonly failed: readonly string[];
  /** The change would leave copies behind: how many, and how to go on. */
  readonly copiesAsked: number | undefined;
  readonly answerCopies: (copies: Copies | undefined) => void;
}

/**
 * Values and locks for everybody; saved at once, one after the other. What would leave copies behind asks first, and is sent
 * again.
 */
export function useCompanySettings(first: CompanySettings): CompanySettingsControl {
  const { client } = useCompany();
  const { t } = useWords();
  const toast = useToast();
  const [settings, setSettings] = useState(first);
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [stopped, setStopped] = useState<Attempt & { readonly copies: number }>();

  const latest = useRef(first);
  const inLine = useInLine();

  const send = async ({ names, change }: Attempt) => {
    setStopped(undefined);
    try {
      await inLine(async () => {
        latest.current = await client.call('changeCompanySettings', { body: change(latest.current) });
        setSettings(latest.current);
      });
      setFailed([]);
      toast(t('general.saved'));
    } catch (fault) {
      if (isApiError(fault, 'copies_required'))
        setStopped({ names, change, copies: fault.facts.counts?.delete ?? 0 });
      else setFailed(names);
    }
  };

  return {
    settings,
    change: (names, change) => void send({ names, change }),
    failed,
    copiesAsked: stopped?.copies,
    answerCopies: (copies) => {
      if (stopped === undefined || copies === undefined) setStopped(undefined);
      else void send({ ...stopped, change: (now) => ({ ...stopped.change(now), copies }) });
    },
  };
}
