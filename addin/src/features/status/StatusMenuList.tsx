import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ArrowSyncRegular,
  ClipboardTaskRegular,
  DocumentTextRegular,
  PauseRegular,
  PlayRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';

interface StatusMenuListProps {
  readonly connection: Connection;
  readonly disabled: boolean;
  readonly trigger: ReactElement;
}

/** Open from the start: it is there because somebody has pressed its button. */
export function StatusMenuList({ connection, disabled, trigger }: StatusMenuListProps) {
  const { t } = useWords();
  const { go, goRoot } = useNavigation();
  const toast = useToast();
  const sync = useConnectionAct(connection, 'sync', {
    // It is only asked for here; the stream tells when it is done.
    onDone: () => toast(t('status.syncing')),
  });
  const pause = useConnectionAct(connection, 'pause');
  const resume = useConnectionAct(connection, 'resume');
  const isPaused = connection.state === 'paused';
  const reason = disabled ? t('offline.reason') : undefined;
  return (
    <Menu defaultOpen inline>
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem
            icon={<ArrowSyncRegular />}
            disabled={disabled || isPaused}
            title={reason}
            onClick={sync.run}
          >
            {t('status.syncNow')}
          </MenuItem>
          {isPaused ? (
            <MenuItem icon={<PlayRegular />} disabled={disabled} title={reason} onClick={resume.run}>
              {t('status.resume')}
            </MenuItem>
          ) : (
            <MenuItem icon={<PauseRegular />} disabled={disabled} title={reason} onClick={pause.run}>
              {t('status.pause')}
            </MenuItem>
          )}
          <MenuItem icon={<ClipboardTaskRegular />} onClick={() => go({ page: 'self-test' })}>
            {t('status.selfTest')}
          </MenuItem>
          <MenuItem icon={<DocumentTextRegular />} onClick={() => goRoot({ page: 'log' })}>
            {t('tab.log')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
