import { useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { ClosedPage } from './ClosedPage.tsx';
import { ConflictPage } from './ConflictPage.tsx';
import { ConflictList } from './ConflictList.tsx';
import { ResultPage } from './ResultPage.tsx';
import type { Solved } from './solved.ts';
import { useConflicts } from './useConflicts.ts';

interface ConflictsAreaProps {
  readonly connection: Connection;
  /** The one that is open; undefined for the list. */
  readonly id: string | undefined;
}

export function ConflictsArea({ connection, id }: ConflictsAreaProps) {
  const { go, goRoot, moves } = useNavigation();
  const { value, fault, reload } = useConflicts(connection);
  /** Holds for this visit: what was taken back is open again, with the same id. */
  const [done, setDone] = useState<{ readonly solved: Solved; readonly visit: number }>();
  /** What is open stays as it was, even when the list no longer has it. */
  const [opened, setOpened] = useState<Conflict>();
  const current = value?.find((conflict) => conflict.id === id);
  const solved = done?.visit === moves ? done.solved : undefined;
  const shown = current ?? (opened?.id === id ? opened : undefined);

  if (value === undefined) return <Unanswered fault={fault} onRetry={reload} email={connection.ownerEmail} />;
  const others = value.filter((conflict) => conflict.id !== id);
  const next = others[0];
  if (id === undefined) {
    return (
      <ConflictList
        connection={connection}
        conflicts={value}
        onOpen={(conflict) => go({ page: 'conflict', id: conflict.id })}
      />
    );
  }
  const goOn = () =>
    next === undefined ? goRoot({ page: 'status' }) : go({ page: 'conflict', id: next.id });
  if (solved?.conflict.id === id) {
    return (
      <ResultPage
        connection={connection}
        solved={solved}
        left={others.length}
        onNext={goOn}
        onBack={() => goRoot({ page: 'conflicts' })}
      />
    );
  }
  if (shown === undefined)
    return (
      <ClosedPage
        connection={connection}
        id={id}
        left={others.length}
        onBack={() => goRoot({ page: 'conflicts' })}
      />
    );
  return (
    <ConflictPage
      key={shown.id}
      connection={connection}
      conflict={shown}
      isClosed={current === undefined}
      count={value.length}
      onSolved={(result) => {
        setOpened(shown);
        setDone({ solved: result, visit: moves });
      }}
      onReload={reload}
    />
  );
}
