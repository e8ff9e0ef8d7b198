import { Checkbox, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import type { Named, Service } from '../api/timify.ts';
import { SHOW_AS } from '../model/items.ts';
import type { Draft, Item } from '../model/items.ts';
import type { Words } from '../words.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  input: { minWidth: 0, width: '100%' },
});

export interface FieldsProps {
  draft: Draft;
  words: Words;
  edit: (change: Partial<Draft>) => void;
}

/** When, and for how long: minutes on the grid, or days. */
export function TimeFields({ draft, words, edit }: FieldsProps) {
  const styles = useStyles();
  const whole = (text: string, least: number): number => Math.max(least, Math.round(Number(text)));
  return (
    <div className={styles.row}>
      <Field label={words.date}>
        <Input
          type="date"
          required
          className={styles.input}
          input={{ className: styles.input }}
          value={draft.date}
          onChange={(_event, { value }) => value !== '' && edit({ date: value })}
          data-testid="item-date"
        />
      </Field>
      {!draft.allDay && (
        <Field label={words.time}>
          <Input
            type="time"
            required
            step={300}
            className={styles.input}
            input={{ className: styles.input }}
            value={draft.time}
            onChange={(_event, { value }) => value !== '' && edit({ time: value })}
            data-testid="item-time"
          />
        </Field>
      )}
      <Field label={draft.allDay ? words.days : words.length}>
        <Input
          type="number"
          required
          min={draft.allDay ? 1 : 5}
          step={draft.allDay ? 1 : 5}
          className={styles.input}
          input={{ className: styles.input }}
          value={String(draft.allDay ? draft.days : draft.minutes)}
          onChange={(_event, { value }) =>
            edit(draft.allDay ? { days: whole(value, 1) } : { minutes: whole(value, 0) })
          }
          data-testid="item-length"
        />
      </Field>
    </div>
  );
}

/** What Outlook alone knows. */
export function OfficeFields({ draft, words, edit }: FieldsProps) {
  return (
    <>
      <div>
        <Checkbox
          label={words.allDay}
          checked={draft.allDay}
          onChange={(_event, { checked }) => edit({ allDay: checked === true })}
          data-testid="item-all-day"
        />
        <Checkbox
          label={words.private}
          checked={draft.private}
          onChange={(_event, { checked }) => edit({ private: checked === true })}
          data-testid="item-private"
        />
      </div>
      <Field label={words.showAs}>
        <Select
          value={draft.showAs}
          onChange={(_event, { value }) =>
            edit({ showAs: SHOW_AS.find((known) => known === value) ?? 'busy' })
          }
          data-testid="item-show-as"
        >
          {SHOW_AS.map((value) => (
            <option key={value} value={value}>
              {words[value]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

interface TimifyFieldsProps extends FieldsProps {
  item: Item | undefined;
  services: readonly Service[];
  customers: readonly Named[];
}

/** What TIMIFY alone knows: a service brings its own length. */
export function TimifyFields({ draft, words, edit, item, services, customers }: TimifyFieldsProps) {
  const choose = (serviceId: string): void => {
    const service = services.find(({ id }) => id === serviceId);
    edit({ serviceId, ...(service === undefined ? {} : { minutes: service.duration }) });
  };
  return (
    <>
      <Field label={words.service}>
        <Select
          value={draft.serviceId}
          onChange={(_event, { value }) => choose(value)}
          data-testid="item-service"
        >
          {(item !== undefined || services.length === 0) && <option value="">{words.noService}</option>}
          {services.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.customer}>
        <Select
          value={draft.customerId}
          onChange={(_event, { value }) => edit({ customerId: value })}
          data-testid="item-customer"
        >
          <option value="">{words.noCustomer}</option>
          {customers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
