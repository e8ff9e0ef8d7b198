import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import type { Invited, Resource } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';

interface UnsentDialogProps {
  /** Invited without a mail; at least one. */
  readonly unsent: readonly Invited[];
  readonly resources: readonly Pick<Resource, 'id' | 'name'>[];
  readonly onClose: () => void;
}

/** Whose invitation holds but whose mail could not be sent, each with the link to pass on. */
export function UnsentDialog({ unsent, resources, onClose }: UnsentDialogProps) {
  const { t } = useWords();
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  const facts: readonly Fact[] = unsent.map(({ resourceId, url }) => {
    const name = names.get(resourceId) ?? resourceId;
    const label = t('admin.row.copyLink');
    const spoken = t('admin.unsent.copy', { name });
    return {
      key: resourceId,
      label: name,
      value: url !== null && <CopyButton text={url} label={label} spoken={spoken} size="small" />,
    };
  });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('admin.unsent.title', { n: unsent.length })}</DialogTitle>
          <DialogContent>
            <p>{t('admin.unsent.text')}</p>
            <Facts facts={facts} />
          </DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{t('general.close')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
