import { makeStyles, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Edit20Regular, Eye20Regular, MailOff20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useWords } from '../../app/words.tsx';
import type { Offer } from '../../app/session.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { NoteBox } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Account } from './Account.tsx';
import { Example } from './Example.tsx';

const useStyles = makeStyles({
  facts: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  fact: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalM },
  icon: { color: tokens.colorBrandForeground1 },
  factTitle: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  factText: {
    display: 'block',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  boxTitle: { margin: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  asked: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

interface FirstRunProps {
  readonly offer: Offer | undefined;
  readonly email: string | undefined;
  /** Microsoft still has to ask; else the tenant or the person has agreed already. */
  readonly asksConsent: boolean;
  readonly busy: boolean;
  readonly note: string | undefined;
  readonly onStart: () => void;
  readonly onSwitch: (() => void) | undefined;
}

/** Explains, then one step. The window of Microsoft opens from its button and from nothing else. */
export function FirstRun({ offer, email, asksConsent, busy, note, onStart, onSwitch }: FirstRunProps) {
  const { t } = useWords();
  const lead =
    offer === undefined
      ? t('first.leadUnknown')
      : t('first.lead', { company: offer.company, resource: offer.resource });
  return (
    <Page
      footer={
        <>
          <BusyButton
            busy={busy}
            waitsForPerson={note !== undefined}
            onPress={onStart}
            testId="connect-start"
          >
            {asksConsent ? t('first.toMicrosoft') : t('first.next')}
          </BusyButton>
          {note !== undefined && <FooterNote>{note}</FooterNote>}
        </>
      }
    >
      <NoteBox hidden>
        <BothWays />
      </NoteBox>
      <PageHead title={t('first.title')} lead={lead} />
      <Promises />
      <Consent asks={asksConsent} />
      {email !== undefined && <Account email={email} onSwitch={onSwitch} />}
    </Page>
  );
}

function BothWays() {
  const { t } = useWords();
  return (
    <Example
      rows={[
        {
          office: <Tile side="office" look="origin" title={t('example.meeting')} />,
          timify: <Tile side="timify" look="copy" title={t('item.blocker')} />,
          copyIn: 'timify',
        },
        {
          office: <Tile side="office" look="copy" title={t('example.booking')} />,
          timify: <Tile side="timify" look="origin" title={t('example.booking')} />,
          copyIn: 'office',
        },
      ]}
    />
  );
}

function Promises() {
  const styles = useStyles();
  const { t } = useWords();
  const facts: readonly (readonly [ReactElement, string, string])[] = [
    [<Eye20Regular key="read" />, t('first.read'), t('first.readText')],
    [<Edit20Regular key="write" />, t('first.write'), t('first.writeText')],
    [<MailOff20Regular key="never" />, t('first.never'), t('first.neverText')],
  ];
  return (
    <ul className={styles.facts}>
      {facts.map(([icon, title, text]) => (
        <li key={title} className={styles.fact}>
          <span className={styles.icon} aria-hidden>
            {icon}
          </span>
          <span>
            <span className={styles.factTitle}>{title}</span>
            <span className={styles.factText}>{text}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Consent({ asks }: { readonly asks: boolean }) {
  const styles = useStyles();
  const { t } = useWords();
  const lines = asks ? [t('first.consentCalendars'), t('first.consentOffline')] : [t('first.consented')];
  return (
    <NoteBox>
      {asks && <h2 className={styles.boxTitle}>{t('first.consent')}</h2>}
      {lines.map((line) => (
        <div key={line} className={styles.asked}>
          <Checkmark16Regular aria-hidden />
          <span>{line}</span>
        </div>
      ))}
    </NoteBox>
  );
}
