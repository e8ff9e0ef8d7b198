import { useCallback, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { SettingsChange, SettingsInForce } from '../../../../shared/settings.ts';
import type { Copies } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { isApiError, type ApiError } from '../../api/apiError.ts';
import { useInLine } from '../../ui/useInLine.ts';
import { useLatest } from '../../ui/useLatest.ts';
import { patchOf, readSetting } from './rules.ts';

export type Values = Readonly<Record<string, unknown>>;

export interface SettingsControl {
  /** What is in force, with what is on its way already shown. */
  readonly valueOf: (name: string) => unknown;
  readonly settings: SettingsInForce;
  readonly set: (values: Values) => void;
  /** Back to the company's value. */
  readonly reset: (names: readonly string[]) => void;
  /** The names whose last change was refused. */
  readonly failed: readonly string[];
  /** The change would leave copies behind: how many, and how to go on. */
  readonly copiesAsked: number | undefined;
  readonly answerCopies: (copies: Copies | undefined) => void;
  /** Microsoft has to ask first. */
  readonly consentAsked: ApiError | undefined;
  readonly afterConsent: () => Promise<void>;
}

interface Attempt {
  readonly values: Values;
  readonly body: SettingsChange;
  readonly copies?: number;
  readonly consent?: ApiError;
}

/** What is on its way, and with which press. */
type Shown = Readonly<Record<string, { readonly value: unknown; readonly by: Attempt }>>;

/** The server's last answer, and what was known of the settings before it. */
interface Answered {
  readonly to: SettingsInForce;
  readonly settings: SettingsInForce;
}

/**
 * Saved at once, shown at once; a refusal puts the control back and says so below it. One after the other: what was pressed
 * last is what holds.
 */
export function useSettings(connection: Connection): SettingsControl {
  const { client } = useServices();
  const { settingsChanged } = useSession();
  const { t } = useWords();
  const toast = useToast();
  const [shown, setShown] = useState<Shown>({});
  const [answered, setAnswered] = useState<Answered>();
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [stopped, setStopped] = useState<Attempt>();
  const { id, settings: known } = connection;
  // Until the connection itself brings newer ones.
  const settings = answered?.to === known ? answered.settings : known;
  const latest = useLatest(known);
  const inLine = useInLine();

  const send = useCallback(
    async (attempt: Attempt, undo?: () => void) => {
      const { values, body } = attempt;
      const names = [...Object.keys(values), ...(body.reset ?? [])];
      const asked = Object.entries(values).map(([name, value]) => [name, { value, by: attempt }] as const);
      setShown((before) => ({ ...before, ...Object.fromEntries(asked) }));
      setFailed((before) => before.filter((name) => !names.includes(name)));
      setStopped(undefined);
      try {
        const inForce = await inLine(() => client.call('changeSettings', { params: { id }, body }));
        setAnswered({ to: latest.current, settings: inForce });
        settingsChanged(id, inForce);
        toast(t('general.saved'), { onUndo: undo });
      } catch (fault) {
        if (isApiError(fault, 'copies_required'))
          setStopped({ values, body, copies: fault.facts.counts?.delete ?? 0 });
        else if (isApiError(fault, 'consent_required', 'sign_in_required'))
          setStopped({ values, body, consent: fault });
        else setFailed(names);
      } finally {
        // What was pressed since is still on its way.
        setShown((before) =>
          Object.fromEntries(Object.entries(before).filter(([, { by }]) => by !== attempt)),
        );
      }
    },
    [client, id, inLine, latest, settingsChanged, t, toast],
  );

  const set = (values: Values) => {
    const former = Object.fromEntries(Object.keys(values).map((name) => [name, readSetting(settings, name)]));
    const own = Object.keys(values).every((name) => settings.sources[name] === 'connection');
    const back: Attempt = own
      ? { values: former, body: patchOf(former) }
      : { values: {}, body: { reset: Object.keys(values) } };
    void send({ values, body: patchOf(values) }, () => void send(back));
  };

  return {
    settings,
    valueOf: (name) => (shown[name] === undefined ? readSetting(settings, name) : shown[name].value),
    set,
    reset: (names) => void send({ values: {}, body: { reset: [...names] } }),
    failed,
    copiesAsked: stopped?.copies,
    answerCopies: (copies) => {
      if (stopped === undefined || copies === undefined) setStopped(undefined);
      else void send({ values: stopped.values, body: { ...stopped.body, copies } });
    },
    consentAsked: stopped?.consent,
    afterConsent: () => (stopped === undefined ? Promise.resolve() : send(stopped)),
  };
}
