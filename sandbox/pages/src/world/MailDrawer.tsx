import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  Link,
  OverlayDrawer,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { WorldMail } from '../api/control.ts';
import { paneQuery, partsOf } from '../model/links.ts';
import { clockSeconds, dateOf, dayText } from '../model/time.ts';
import type { Words } from '../words.ts';

export interface MailDrawerProps {
  open: boolean;
  mails: readonly WorldMail[];
  server: string | null;
  zone: string;
  locale: string;
  words: Words;
  onClose: () => void;
  onPane: (query: string) => void;
}

const useStyles = makeStyles({
  meta: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: `${tokens.spacingVerticalS} 0` },
  html: {
    width: '100%',
    height: '420px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: 'Canvas',
  },
  panes: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalS} 0`,
  },
  subject: { overflowWrap: 'anywhere' },
});

/** Every mail that was sent: ours, and those Exchange or TIMIFY would have sent. Newest first. */
export function MailDrawer(props: MailDrawerProps) {
  const { open, mails, words, onClose } = props;
  return (
    <OverlayDrawer
      open={open}
      position="end"
      size="medium"
      onOpenChange={(_event, data) => data.open || onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={words.close}
              onClick={onClose}
            />
          }
        >
          {words.mailbox} ({mails.length})
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody data-testid="mail-list">
        {mails.length === 0 && <p>{words.noMails}</p>}
        <Accordion collapsible>
          {[...mails].reverse().map((mail, index) => (
            <Mail key={mails.length - index} value={mails.length - index} mail={mail} {...props} />
          ))}
        </Accordion>
      </DrawerBody>
    </OverlayDrawer>
  );
}

function Mail({
  mail,
  value,
  server,
  zone,
  locale,
  words,
  onClose,
  onPane,
}: MailDrawerProps & { mail: WorldMail; value: number }) {
  const styles = useStyles();
  const senders = { ours: words.fromOurs, exchange: words.fromExchange, timify: words.fromTimify };
  const at = Date.parse(mail.at);
  const queries = partsOf(mail.text).flatMap((part) =>
    'link' in part ? (paneQuery(part.link, server ?? '') ?? []) : [],
  );
  return (
    <AccordionItem value={value} data-testid="mail">
      <AccordionHeader>
        <div>
          <div className={styles.subject}>{mail.subject}</div>
          <div className={styles.meta}>
            {senders[mail.from]} → {mail.to}, {dayText(dateOf(at, zone), locale)} {clockSeconds(at, zone)}
          </div>
        </div>
      </AccordionHeader>
      <AccordionPanel>
        {[...new Set(queries)].map((query) => (
          <div key={query} className={styles.panes}>
            <Button
              appearance="primary"
              data-testid="mail-open-in-pane"
              onClick={() => {
                onPane(query);
                onClose();
              }}
            >
              {words.openInPane}
            </Button>
          </div>
        ))}
        {mail.html === undefined ? (
          <p className={styles.text}>
            {partsOf(mail.text).map((part, index) =>
              'link' in part ? (
                <Link key={index} inline href={part.link} target="_blank">
                  {part.link}
                </Link>
              ) : (
                part.text
              ),
            )}
          </p>
        ) : (
          <iframe
            className={styles.html}
            title={mail.subject}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcDoc={`<base target="_blank">${mail.html}`}
          />
        )}
      </AccordionPanel>
    </AccordionItem>
  );
}
