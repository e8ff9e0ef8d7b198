import {
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Button,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { Words } from '../words.ts';
import { trustPage, useTrust } from './useTrust.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  link: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '32px' },
});

/** A real browser shows the page in a window of its own, where MSAL signs in through a pop-up at Entra over HTTPS. */
export function BrowserBar({ href, entra, words }: { href: string; entra: string; words: Words }) {
  const styles = useStyles();
  const trust = useTrust(entra);
  return (
    <div className={styles.bar} data-testid="browser-bar">
      <Link href={href} target="_blank" className={styles.link} data-testid="own-window">
        {words.ownWindow} <OpenRegular aria-hidden />
      </Link>
      {trust === 'untrusted' && (
        <MessageBar intent="warning" layout="multiline" data-testid="untrusted">
          <MessageBarBody>{words.untrusted}</MessageBarBody>
          <MessageBarActions>
            <Button as="a" href={trustPage(entra)} target="_blank" data-testid="accept-certificate">
              {words.accept}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}
