import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import type { LogEntry } from '../../../../shared/items.ts';
import { useWords } from '../../app/words.tsx';
import { saveFile, saveJson } from '../../ui/saveFile.ts';
import { asCsv, withoutTitles } from './logView.ts';
import type { Rest } from './LogNotes.tsx';

interface LogExportProps {
  readonly rest: Rest;
  /** Those that the search and the filter let through. */
  readonly choose: (entries: readonly LogEntry[]) => readonly LogEntry[];
}

/** A file holds what is chosen of the whole log, not only of what is on the screen. */
export function LogExport({ rest, choose }: LogExportProps) {
  const { t } = useWords();
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<ArrowDownload20Regular />}
          aria-label={t('log.export')}
          aria-busy={rest.busy}
          title={t('log.export')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem
            disabled={rest.busy}
            onClick={() => rest.run((all) => saveFile('timify-sync-log.csv', 'text/csv', asCsv(choose(all))))}
          >
            CSV
          </MenuItem>
          <MenuItem
            disabled={rest.busy}
            onClick={() => rest.run((all) => saveJson('timify-sync-log.json', withoutTitles(choose(all))))}
          >
            JSON
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
