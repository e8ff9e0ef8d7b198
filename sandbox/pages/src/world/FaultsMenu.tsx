import { useState } from 'react';
import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons';
import type { WorldUser } from '../api/config.ts';
import { control } from '../api/control.ts';
import type { Fault } from '../api/control.ts';
import { OWN_READS } from '../api/graph.ts';
import type { Words } from '../words.ts';

/** Spares what this page itself reads, so that a fault meets the server and the page still shows the calendars. */
const NOT_OURS = `^(?!.*(top|limit)=${OWN_READS})`;
const graph = (fault: Omit<Fault, 'service' | 'match'>): Fault => ({
  service: 'graph',
  match: NOT_OURS,
  ...fault,
});
const timify = (fault: Omit<Fault, 'service' | 'match'>): Fault => ({
  service: 'timify',
  match: NOT_OURS,
  ...fault,
});

type Trouble = Extract<keyof Words, `fault${string}`>;

function set(trouble: Trouble, person: WorldUser): Promise<unknown> {
  switch (trouble) {
    case 'faultThrottle':
      return control.fault(graph({ next: 5, status: 429, retryAfter: 5 }));
    case 'faultGraphDown':
      return control.fault(graph({ next: 5, status: 503 }));
    case 'faultGraphLost':
      return control.fault(graph({ next: 1, drop: 'after' }));
    case 'faultTimifyDown':
      return control.fault(timify({ status: 503 }));
    case 'faultTimifyRefuses':
      return control.fault(timify({ next: 1, status: 401 }));
    case 'faultSlow':
      return control.latency({ notification: 10_000 });
    case 'faultSignIn':
      return control.revoke(person.email);
    default:
      return control.endFaults();
  }
}

const TROUBLES: readonly Trouble[] = [
  'faultThrottle',
  'faultGraphDown',
  'faultGraphLost',
  'faultTimifyDown',
  'faultTimifyRefuses',
  'faultSlow',
  'faultSignIn',
];

export function FaultsMenu({ person, words }: { person: WorldUser; words: Words }) {
  const [active, setActive] = useState<readonly Trouble[]>([]);
  const choose = (trouble: Trouble): void => {
    setActive((before) =>
      trouble === 'faultEnd' ? [] : [...before.filter((known) => known !== trouble), trouble],
    );
    void set(trouble, person).catch(() => setActive((before) => before.filter((known) => known !== trouble)));
  };
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          icon={<PlugDisconnectedRegular />}
          data-testid="faults"
          {...(active.length === 0
            ? {}
            : { title: `${words.faultsSet} ${active.map((fault) => words[fault]).join(', ')}` })}
        >
          {words.faults}
          {active.length === 0 ? '' : ` · ${active.length}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {TROUBLES.map((trouble) => (
            <MenuItem
              key={trouble}
              data-testid={trouble}
              secondaryContent={active.includes(trouble) ? '✓' : ''}
              onClick={() => choose(trouble)}
            >
              {words[trouble]}
            </MenuItem>
          ))}
          <MenuDivider />
          <MenuItem data-testid="faultEnd" onClick={() => choose('faultEnd')}>
            {words.faultEnd}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
