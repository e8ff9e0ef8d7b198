import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useState } from 'react';
import type { Conflict } from '../../../../shared/items.ts';
import type { ConflictAction } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { Section } from '../../ui/Page.tsx';
import { AskAgain } from './AskAgain.tsx';
import { WayRow } from './WayRow.tsx';
import { isDestructive } from './ways.ts';

interface OtherWaysProps {
  readonly conflict: Conflict;
  readonly ways: readonly ConflictAction[];
  readonly disabled: boolean;
  readonly onTake: (action: ConflictAction) => void;
}

/** Every other way out, each with its effect. What cannot be taken back asks once more. */
export function OtherWays({ conflict, ways, disabled, onTake }: OtherWaysProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<ConflictAction>();
  if (ways.length === 0) return null;
  return (
    <Section title={t('conflict.or')}>
      <div>
        {ways.map((action) =>
          action === 'ignore' && conflict.actions.includes('ignore-series') ? (
            <IgnoreMenu key={action} disabled={disabled} onTake={onTake} />
          ) : (
            <WayRow
              key={action}
              action={action}
              disabled={disabled}
              onClick={() => (isDestructive(action) ? setAsking(action) : onTake(action))}
            />
          ),
        )}
      </div>
      {asking !== undefined && (
        <AskAgain
          action={asking}
          onClose={() => setAsking(undefined)}
          onYes={() => {
            setAsking(undefined);
            onTake(asking);
          }}
        />
      )}
    </Section>
  );
}

interface IgnoreMenuProps {
  readonly disabled: boolean;
  readonly onTake: (action: ConflictAction) => void;
}

function IgnoreMenu({ disabled, onTake }: IgnoreMenuProps) {
  const { t } = useWords();
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <WayRow action="ignore-series" disabled={disabled} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => onTake('ignore')}>{t('act.ignore.once')}</MenuItem>
          <MenuItem onClick={() => onTake('ignore-series')}>{t('act.ignore.series')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
