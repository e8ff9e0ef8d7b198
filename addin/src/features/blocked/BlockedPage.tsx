import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons';
import { useEffect, type ReactNode } from 'react';
import { useAnnounce } from '../../app/announcer.tsx';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { ShieldLine } from '../../ui/ShieldLine.tsx';
import { adminConsentUrl } from './adminConsent.ts';
import type { BlockedId } from './blockedId.ts';
import { BLOCKED_ICON } from './icons.ts';
import { BLOCKED_WORDS, type BlockedWords, type Way } from './words.ts';

const useStyles = makeStyles({
  icon: { fontSize: '40px', color: tokens.colorNeutralForeground2 },
  id: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  list: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
});

export interface BlockedPageProps {
  readonly id: BlockedId;
  readonly requestId?: string;
  /** A more exact cause than the general one. */
  readonly text?: string | undefined;
  /** A more exact word on what is safe than the general one. */
  readonly safe?: BlockedWords['safe'];
  /** Whose account, for texts that go to somebody else. */
  readonly email?: string | undefined;
  /** Facts between the cause and the shield line. */
  readonly children?: ReactNode;
  readonly busy?: boolean;
  readonly note?: string | undefined;
  /** What the primary button does; ways that need nothing from the page (copy, write) are done here. */
  readonly onWay: () => void;
  readonly onRetry?: (() => void) | undefined;
  readonly secondary?: ReactNode;
}

/** One pattern for everything that stands still: what, whether data is safe, what to do, an id to copy. */
export function BlockedPage(props: BlockedPageProps) {
  const { id, requestId = '', text, children, note, secondary } = props;
  const styles = useStyles();
  const { t } = useWords();
  const words = BLOCKED_WORDS[id];
  const safe = t(props.safe ?? words.safe);
  const Icon = BLOCKED_ICON[id];
  const announce = useAnnounce();
  const spoken = `${t(words.title)}. ${text ?? t(words.text)} ${safe}`;
  useEffect(() => announce(spoken, 'assertive'), [announce, spoken]);
  return (
    <Page
      footer={
        <>
          <Primary {...props} way={words.way} />
          {secondary}
          {note !== undefined && <FooterNote>{note}</FooterNote>}
          <SignOut />
          <Support />
          {requestId !== '' && (
            <div className={styles.id}>
              <span>
                {t('general.requestId')} {requestId}
              </span>
              <CopyButton text={requestId} label={t('general.copy')} size="small" />
            </div>
          )}
        </>
      }
    >
      <Icon className={styles.icon} aria-hidden />
      <PageHead title={t(words.title)} lead={text ?? t(words.text)} />
      {children}
      <ShieldLine>{safe}</ShieldLine>
      {id === 'mailbox_unsupported' && (
        <Section title={t('fault.whatToDo')}>
          <ol className={styles.list}>
            <li>{t('fault.moveMailbox')}</li>
            <li>{t('fault.exchangeApp')}</li>
          </ol>
        </Section>
      )}
    </Page>
  );
}

function Primary({
  id,
  requestId = '',
  email = '',
  busy = false,
  onWay,
  onRetry,
  way,
  text,
  note,
}: BlockedPageProps & { readonly way: Way }) {
  const { t } = useWords();
  const { host, config } = useServices();
  const words = BLOCKED_WORDS[id];
  const label = words.action === undefined ? undefined : t(words.action);
  const again = onRetry !== undefined && (
    <Button appearance="subtle" onClick={onRetry}>
      {t('fault.checkAgain')}
    </Button>
  );
  if (label === undefined) return again;
  if (way === 'write-admin') {
    const link = adminConsentUrl(config, window.location.origin);
    const body = t('fault.adminText', { link });
    const mail = `mailto:?subject=${encodeURIComponent('TIMIFY Sync')}&body=${encodeURIComponent(body)}`;
    return (
      <>
        <BusyButton busy={false} icon={<MailRegular />} onPress={() => void host.openLink(mail)}>
          {label}
        </BusyButton>
        <CopyButton text={link} label={t('fault.copyLink')} />
        {again}
      </>
    );
  }
  if (way === 'copy-it' || way === 'ask-invitation') {
    const toCopy =
      way === 'copy-it'
        ? t('fault.itText', { title: t(words.title), text: text ?? t(words.text), email, id: requestId })
        : t('fault.askText', { email });
    return (
      <>
        <CopyButton text={toCopy} label={label} appearance="primary" />
        {again}
      </>
    );
  }
  return (
    <BusyButton busy={busy} waitsForPerson={note !== undefined} onPress={onWay}>
      {label}
    </BusyButton>
  );
}

/** Where the operator helps, if there is such a page. */
function Support() {
  const { config, host } = useServices();
  const { t } = useWords();
  const { supportUrl } = config;
  if (supportUrl === null) return null;
  return (
    <Button appearance="subtle" onClick={() => void host.openLink(supportUrl)}>
      {t('fault.support')}
    </Button>
  );
}

/** Hosts that own the sign-in have no sign-out of ours. */
function SignOut() {
  const { host } = useServices();
  const { t } = useWords();
  if (host.switchAccount === undefined) return null;
  return (
    <Button appearance="subtle" onClick={() => void host.signOut().then(() => window.location.reload())}>
      {t('general.signOut')}
    </Button>
  );
}
