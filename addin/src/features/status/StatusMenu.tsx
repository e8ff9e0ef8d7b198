import { Button } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { cloneElement } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useWords } from '../../app/words.tsx';
import { takeFocus, useAtFirstPress } from '../../ui/useAtFirstPress.ts';

interface StatusMenuProps {
  readonly connection: Connection;
  readonly disabled: boolean;
}

const load = async () => (await import('./StatusMenuList.tsx')).StatusMenuList;

export function StatusMenu(props: StatusMenuProps) {
  const { t } = useWords();
  const [List, press] = useAtFirstPress(load);
  const button = (
    <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label={t('status.menu')} />
  );
  if (List !== undefined) return <List {...props} trigger={cloneElement(button, { ref: takeFocus })} />;
  return cloneElement(button, { onClick: press, 'aria-haspopup': 'menu', 'aria-expanded': false });
}
