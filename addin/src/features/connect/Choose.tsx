import {
  Dropdown,
  Field,
  FieldContextProvider,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import type { Calendar } from '../../../../shared/me.ts';
import type { SettingsInForce } from '../../../../shared/settings.ts';
import { Direction, type Language } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { Source } from '../../ui/Source.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { Anonymity, Contents } from './Anonymity.tsx';
import { CalendarList } from './CalendarList.tsx';
import { choicesOf, targets, writesToOffice, type Chosen, type Draft, type DraftChange } from './draft.ts';
import { LiveExample } from './LiveExample.tsx';

export const DIRECTION_WORDS: Readonly<Record<Direction, PlainKey>> = {
  both: 'choose.both',
  'office-to-timify': 'choose.toTimify',
  'timify-to-office': 'choose.toOffice',
};

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    '@container pane (min-width: 900px)': {
      gridTemplateColumns: 'minmax(0, 1fr) 380px',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  choices: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  example: {
    '@container pane (min-width: 900px)': {
      position: 'sticky',
      top: tokens.spacingVerticalL,
      alignSelf: 'start',
    },
  },
});

interface ChooseProps {
  readonly calendars: readonly Calendar[];
  readonly draft: Draft;
  /** What the company has set and locked, as far as the person may know. */
  readonly company: SettingsInForce | null;
  /** In which copies without a title would speak. */
  readonly language: Language;
  readonly busy: boolean;
  /** What the primary button does: shows the preview, or connects where none may be shown before approval. */
  readonly primary: string;
  readonly onChange: (change: DraftChange) => void;
  readonly onPrimary: () => void;
  readonly onBack: () => void;
}

export function Choose(props: ChooseProps) {
  const { calendars, draft, company, language, busy, primary, onChange, onPrimary, onBack } = props;
  const styles = useStyles();
  const { t } = useWords();
  const [needsOne, setNeedsOne] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const choices = choicesOf(draft, company);
  const direction = choices.direction.value;

  const goOn = () => {
    const nothing = draft.calendars.length === 0;
    setNeedsOne(nothing);
    if (nothing) list.current?.querySelector('input')?.focus();
    else onPrimary();
  };

  return (
    <Page
      wide
      footer={
        <>
          <BusyButton busy={busy} onPress={goOn} testId="preview">
            {primary}
          </BusyButton>
          <FooterNote>{t('choose.note')}</FooterNote>
        </>
      }
    >
      <PageHead title={t('choose.title')} back={t('general.back')} onBack={onBack} />
      <div className={styles.columns}>
        <div className={styles.choices}>
          <Section title={t('choose.calendars')}>
            <Field
              {...(needsOne ? { validationMessage: t('choose.needOne'), validationState: 'error' } : {})}
            >
              <div ref={list} role="group" aria-label={t('choose.calendars')}>
                {/* Each box has a name of its own; the field around them would give all of them one id. */}
                <FieldContextProvider value={undefined}>
                  <CalendarList
                    calendars={calendars}
                    chosen={draft.calendars}
                    onToggle={(id, on) => {
                      setNeedsOne(false);
                      onChange({ type: 'toggle', id, on });
                    }}
                  />
                </FieldContextProvider>
              </div>
            </Field>
          </Section>
          {writesToOffice(direction) && <Target calendars={calendars} draft={draft} onChange={onChange} />}
          <DirectionChoice calendars={calendars} chosen={choices.direction} onChange={onChange} />
          <Anonymity choices={choices} onChange={onChange} />
          <Contents choices={choices} onChange={onChange} />
        </div>
        <div className={styles.example}>
          <LiveExample choices={choices} company={company} language={language} />
        </div>
      </div>
    </Page>
  );
}

interface PartProps {
  readonly calendars: readonly Calendar[];
  readonly onChange: (change: DraftChange) => void;
}

function Target({ calendars, draft, onChange }: PartProps & { readonly draft: Draft }) {
  const { t } = useWords();
  const writable = targets(calendars);
  if (writable.length === 0) return null;
  const chosen = writable.find(({ id }) => id === draft.writeCalendar);
  return (
    <Field label={t('choose.target')}>
      <Dropdown
        value={chosen?.name ?? ''}
        selectedOptions={chosen === undefined ? [] : [chosen.id]}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined) onChange({ type: 'target', id: optionValue });
        }}
      >
        {writable.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

function DirectionChoice({
  calendars,
  chosen,
  onChange,
}: PartProps & { readonly chosen: Chosen<Direction> }) {
  const { t } = useWords();
  const sourceId = useId();
  const canWrite = targets(calendars).length > 0;
  return (
    <Section title={t('choose.direction')}>
      <RadioGroup
        value={chosen.value}
        disabled={chosen.locked}
        aria-label={t('choose.direction')}
        aria-describedby={sourceId}
        onChange={(_, { value }) => {
          const parsed = Direction.safeParse(value);
          if (parsed.success) onChange({ type: 'direction', direction: parsed.data });
        }}
      >
        {Direction.options.map((option) => (
          <Radio
            key={option}
            value={option}
            label={t(DIRECTION_WORDS[option])}
            disabled={!canWrite && writesToOffice(option)}
          />
        ))}
      </RadioGroup>
      <Source id={sourceId} {...chosen} onReset={() => onChange({ type: 'reset', what: 'direction' })} />
      {!canWrite && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('choose.noTarget')}</MessageBarBody>
        </MessageBar>
      )}
    </Section>
  );
}
