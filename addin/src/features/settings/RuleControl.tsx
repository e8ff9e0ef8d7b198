import {
  Button,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Switch,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { SettingSource } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { settingValue } from '../../ui/settingNames.ts';
import { Source } from '../../ui/Source.tsx';
import { ruleLabel, type Rule } from './rules.ts';
import { TEMPLATE_FIELDS, type TemplateField } from './settingsExample.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    minWidth: 0,
  },
  switch: {
    display: 'flex',
    justifyContent: 'space-between',
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
  },
  fields: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  failed: { fontSize: tokens.fontSizeBase200, color: tokens.colorPaletteRedForeground1 },
});

interface RuleControlProps {
  readonly rule: Rule;
  readonly value: unknown;
  /** Undefined where the page sets the company's own values. */
  readonly source: SettingSource | undefined;
  readonly locked: boolean;
  readonly failed: boolean;
  readonly onSet: (value: unknown) => void;
  readonly onReset?: (() => void) | undefined;
}

/** One rule: its control, where its value comes from, and what went wrong when it did. */
export function RuleControl({ rule, value, source, locked, failed, onSet, onReset }: RuleControlProps) {
  const styles = useStyles();
  const { t } = useWords();
  const sourceId = useId();
  const label = ruleLabel(t, rule);
  const shared = { disabled: locked, 'aria-describedby': sourceId };
  return (
    <div className={styles.row}>
      {rule.kind === 'switch' && (
        <Switch
          {...shared}
          className={styles.switch}
          label={label}
          labelPosition="before"
          checked={value === true}
          onChange={(_, { checked }) => onSet(checked)}
        />
      )}
      {rule.kind === 'choice' && (
        <Field label={label}>
          <Dropdown
            {...shared}
            value={settingValue(t, rule.name, value)}
            selectedOptions={[String(value)]}
            onOptionSelect={(_, { optionValue }) => {
              const chosen = rule.values.find((one) => String(one) === optionValue);
              if (chosen !== undefined && chosen !== value) onSet(chosen);
            }}
          >
            {rule.values.map((one) => (
              <Option key={one} value={String(one)}>
                {settingValue(t, rule.name, one)}
              </Option>
            ))}
          </Dropdown>
        </Field>
      )}
      {rule.kind === 'text' && (
        <TextControl label={label} rule={rule} value={value} shared={shared} onSet={onSet} />
      )}
      {failed && (
        <span role="alert" className={styles.failed}>
          {t('settings.failed')}
        </span>
      )}
      {source !== undefined && <Source id={sourceId} source={source} locked={locked} onReset={onReset} />}
    </div>
  );
}

interface TextControlProps {
  readonly label: string;
  readonly rule: Extract<Rule, { readonly kind: 'text' }>;
  readonly value: unknown;
  readonly shared: { readonly disabled: boolean; readonly 'aria-describedby': string };
  readonly onSet: (value: unknown) => void;
}

/** Sent when the person leaves the field, not with every letter. */
function TextControl({ label, rule, value, shared, onSet }: TextControlProps) {
  const saved = typeof value === 'string' ? value : '';
  const [typed, setTyped] = useState(saved);
  const [base, setBase] = useState(saved);
  if (base !== saved) {
    setBase(saved);
    setTyped(saved);
  }
  const leave = () => {
    if (typed.trim() !== saved) onSet(typed.trim());
  };
  const takesFields = rule.name.startsWith('template.');
  const insert = (field: TemplateField) => onSet(`${typed.trimEnd()} {${field}}`.trimStart());
  return (
    <>
      <Field label={label}>
        {rule.rows === undefined ? (
          <Input {...shared} value={typed} onChange={(_, { value: next }) => setTyped(next)} onBlur={leave} />
        ) : (
          <Textarea
            {...shared}
            rows={rule.rows}
            value={typed}
            onChange={(_, { value: next }) => setTyped(next)}
            onBlur={leave}
          />
        )}
      </Field>
      {takesFields && !shared.disabled && <FieldPicker label={label} onPick={insert} />}
    </>
  );
}

/** What a template may name, to be put at its end. */
function FieldPicker({
  label,
  onPick,
}: {
  readonly label: string;
  readonly onPick: (field: TemplateField) => void;
}) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div className={styles.fields} role="group" aria-label={t('settings.fields', { name: label })}>
      {TEMPLATE_FIELDS.map((field) => (
        <Button key={field} size="small" shape="circular" onClick={() => onPick(field)}>
          {t(`settings.field.${field}`)}
        </Button>
      ))}
    </div>
  );
}
