import { useId, useState } from 'react';
import type { SyntheticEvent } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { Named, Service } from '../api/timify.ts';
import type { Draft, Item, Side } from '../model/items.ts';
import type { Words } from '../words.ts';
import { OfficeFields, TimeFields, TimifyFields } from './ItemFields.tsx';

export interface ItemDialogProps {
  side: Side;
  /** Undefined: a new one. */
  item: Item | undefined;
  start: Draft;
  services: readonly Service[];
  customers: readonly Named[];
  words: Words;
  onSave: (draft: Draft) => Promise<void>;
  onDelete: () => Promise<void>;
  onClose: () => void;
}

const useStyles = makeStyles({
  surface: { maxWidth: '400px' },
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
});

/** The small form for one event or booking. What the service refuses is shown in its own words, and nothing is lost. */
export function ItemDialog(props: ItemDialogProps) {
  const { side, item, start, words, onSave, onDelete, onClose } = props;
  const styles = useStyles();
  const form = useId();
  const [draft, setDraft] = useState(() => withDefaults(start, props));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const edit = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem('');
    try {
      await work();
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!busy) void run(() => onSave(draft));
  };

  return (
    <Dialog open onOpenChange={(_event, { open }) => open || onClose()}>
      <DialogSurface className={styles.surface} data-testid="item-dialog">
        <DialogBody>
          <DialogTitle>{headline(side, item, words)}</DialogTitle>
          <DialogContent>
            <form id={form} onSubmit={submit} className={styles.fields}>
              <Field label={words.fieldTitle}>
                <Input
                  value={draft.title}
                  onChange={(_event, { value }) => edit({ title: value })}
                  data-testid="item-title"
                />
              </Field>
              <TimeFields draft={draft} words={words} edit={edit} />
              {side === 'office' ? (
                <OfficeFields draft={draft} words={words} edit={edit} />
              ) : (
                <TimifyFields {...props} draft={draft} edit={edit} />
              )}
              {item?.editable === false && (
                <MessageBar>
                  <MessageBarBody>{words.readOnly}</MessageBarBody>
                </MessageBar>
              )}
              {problem !== '' && (
                <MessageBar intent="error" layout="multiline" data-testid="item-problem">
                  <MessageBarBody>
                    {words.failed} {problem}
                  </MessageBarBody>
                </MessageBar>
              )}
            </form>
          </DialogContent>
          <DialogActions fluid>
            {item !== undefined && (
              <Button
                disabled={busy || !item.editable}
                data-testid="item-delete"
                onClick={() => void run(onDelete)}
              >
                {words.delete}
              </Button>
            )}
            <Button data-testid="item-cancel" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button
              appearance="primary"
              type="submit"
              form={form}
              disabled={busy || item?.editable === false}
              data-testid="item-save"
            >
              {words.save}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function headline(side: Side, item: Item | undefined, words: Words): string {
  if (side === 'office') return item === undefined ? words.newEvent : words.editEvent;
  if (item === undefined) return words.newBooking;
  return item.copy ? words.editBlocker : words.editBooking;
}

/** A new booking starts with the first service, its length and the first customer. */
function withDefaults(draft: Draft, { side, item, services, customers }: ItemDialogProps): Draft {
  if (side === 'office' || item !== undefined) return draft;
  const [service] = services;
  if (service === undefined) return draft;
  return { ...draft, serviceId: service.id, minutes: service.duration, customerId: customers[0]?.id ?? '' };
}
