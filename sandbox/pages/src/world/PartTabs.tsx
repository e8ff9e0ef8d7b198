import { Tab, TabList } from '@fluentui/react-components';
import type { Words } from '../words.ts';

/** What a narrow screen has no room for side by side. */
export type Part = 'calendars' | 'pane';

interface PartTabsProps {
  part: Part;
  words: Words;
  onPart: (part: Part) => void;
}

export function PartTabs({ part, words, onPart }: PartTabsProps) {
  return (
    <nav aria-label={words.title}>
      <TabList
        selectedValue={part}
        onTabSelect={(_event, { value }) => onPart(value === 'pane' ? 'pane' : 'calendars')}
      >
        <Tab value="calendars" data-testid="part-calendars">
          {words.calendars}
        </Tab>
        <Tab value="pane" data-testid="part-pane">
          {words.pane}
        </Tab>
      </TabList>
    </nav>
  );
}
