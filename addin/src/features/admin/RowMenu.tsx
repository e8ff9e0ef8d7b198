import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import type { Resource } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';
import { menuActs, type MenuAct } from './menuActs.ts';

interface RowMenuProps {
  readonly resource: Resource;
  readonly onAct: (act: MenuAct) => void;
}

export function RowMenu({ resource, onAct }: RowMenuProps) {
  const { t } = useWords();
  const acts = menuActs(resource);
  if (acts.length === 0) return <span />;
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreHorizontal20Regular />}
          aria-label={t('admin.overview.actions', { name: resource.name })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {acts.map((act) => (
            <MenuItem key={act} onClick={() => onAct(act)}>
              {t(`admin.row.${act}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
