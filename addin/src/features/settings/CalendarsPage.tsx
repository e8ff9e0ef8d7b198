import { Dropdown, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Calendar } from '../../../../shared/me.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import { isApiError } from '../../api/apiError.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { CalendarList } from '../connect/CalendarList.tsx';
import { targets, writesToOffice } from '../connect/draft.ts';
import { useCalendars } from '../connect/useCalendars.ts';
import { AskConsent } from './AskConsent.tsx';
import { CopiesDialog } from './CopiesDialog.tsx';
import { useSaveCalendars } from './useSaveCalendars.ts';

export function CalendarsPage({ connection }: { readonly connection: Connection }) {
  const calendars = useCalendars();
  const { back } = useNavigation();
  if (calendars.value !== undefined) return <Form calendars={calendars.value} connection={connection} />;
  return (
    <Unanswered
      fault={calendars.fault}
      onRetry={calendars.reload}
      email={connection.ownerEmail}
      onBack={back}
    />
  );
}

interface FormProps {
  readonly calendars: readonly Calendar[];
  readonly connection: Connection;
}

function Form({ calendars, connection }: FormProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<readonly string[]>(connection.calendars);
  const [target, setTarget] = useState(connection.writeCalendar ?? undefined);
  const save = useSaveCalendars(connection, chosen, target);
  const writable = targets(calendars);
  const consent = isApiError(save.fault, 'consent_required', 'sign_in_required') ? save.fault : undefined;
  const copies = isApiError(save.fault, 'copies_required')
    ? (save.fault.facts.counts?.delete ?? 0)
    : undefined;
  const note =
    chosen.length === 0
      ? t('choose.needOne')
      : save.fault !== undefined && consent === undefined && copies === undefined
        ? t('settings.failed')
        : undefined;
  return (
    <Page
      footer={
        <>
          <BusyButton
            busy={save.busy}
            disabled={chosen.length === 0}
            reason={t('choose.needOne')}
            onPress={() => save.run(undefined)}
          >
            {t('calendars.save')}
          </BusyButton>
          {note !== undefined && <FooterNote isFault>{note}</FooterNote>}
        </>
      }
    >
      <PageHead title={t('calendars.title')} back={t('settings.title')} />
      {consent !== undefined && (
        <AskConsent
          fault={consent}
          onGranted={() => {
            save.run(undefined);
            return Promise.resolve();
          }}
        />
      )}
      <Section title={t('choose.calendars')}>
        <CalendarList
          calendars={calendars}
          chosen={chosen}
          onToggle={(id, on) =>
            setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)))
          }
        />
      </Section>
      {writesToOffice(connection.settings.direction) && writable.length > 0 && (
        <Target calendars={writable} target={target} onChoose={setTarget} />
      )}
      {copies !== undefined && (
        <CopiesDialog
          count={copies}
          onAnswer={(answer) => (answer === undefined ? save.clearFault() : save.run(answer))}
        />
      )}
    </Page>
  );
}

interface TargetProps {
  readonly calendars: readonly Calendar[];
  readonly target: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

/** Where bookings are written to. */
function Target({ calendars, target, onChoose }: TargetProps) {
  const { t } = useWords();
  return (
    <Field label={t('choose.target')}>
      <Dropdown
        value={calendars.find(({ id }) => id === target)?.name ?? ''}
        selectedOptions={target === undefined ? [] : [target]}
        onOptionSelect={(_, { optionValue }) => onChoose(optionValue)}
      >
        {calendars.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
