import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';

export interface ConsentQuestion {
  account: string;
  scopes: string[];
  settle: (accepted: boolean) => void;
}

/** Microsoft's own words for the permissions the product asks for. */
const SCOPE_WORDS: Record<string, string> = {
  access_as_user: 'Use TIMIFY Sync as you',
  'User.Read': 'View your basic profile',
  'Calendars.Read': 'Read your calendars',
  'Calendars.ReadWrite': 'Have full access to your calendars',
  'Calendars.ReadWrite.Shared': 'Read and write to your and shared calendars',
  'MailboxSettings.Read': 'Read your mailbox settings',
  offline_access: 'Maintain access to data you have given it access to',
  openid: 'Sign you in',
  profile: 'View your basic profile',
  email: 'View your e-mail address',
};

export const scopeWords = (scope: string): string => {
  const short = scope.slice(scope.lastIndexOf('/') + 1);
  return SCOPE_WORDS[short] ?? short;
};

const useStyles = makeStyles({
  surface: { maxWidth: '420px' },
  account: { color: tokens.colorNeutralForeground2, marginBottom: tokens.spacingVerticalM },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

/** Stands for Microsoft's consent window; it belongs to the host, never to the pane. */
export function ConsentDialog({ question }: { question: ConsentQuestion | undefined }) {
  const styles = useStyles();
  const settle = (accepted: boolean): void => question?.settle(accepted);
  return (
    <Dialog open={question !== undefined} onOpenChange={(_event, { open }) => open || settle(false)}>
      <DialogSurface className={styles.surface} data-testid="consent-dialog" lang="en">
        <DialogBody>
          <DialogTitle>Permissions requested</DialogTitle>
          <DialogContent>
            <div className={styles.account}>{question?.account}</div>
            <p>TIMIFY Sync would like to:</p>
            <ul className={styles.list} data-testid="consent-scopes">
              {(question?.scopes ?? []).map((scope) => (
                <li key={scope} title={scope}>
                  {scopeWords(scope)}
                </li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" data-testid="consent-accept" onClick={() => settle(true)}>
              Accept
            </Button>
            <Button data-testid="consent-cancel" onClick={() => settle(false)}>
              Cancel
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
