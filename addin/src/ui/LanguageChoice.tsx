import { Radio, RadioGroup } from '@fluentui/react-components';
import { Language } from '../../../shared/words.ts';

/** Each in its own words. */
const NAMES: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

interface LanguageChoiceProps {
  readonly label: string;
  readonly chosen: Language;
  readonly onChoose: (language: Language) => void;
}

export function LanguageChoice({ label, chosen, onChoose }: LanguageChoiceProps) {
  return (
    <RadioGroup
      layout="horizontal"
      aria-label={label}
      value={chosen}
      onChange={(_, { value }) => onChoose(Language.parse(value))}
    >
      {Language.options.map((one) => (
        <Radio key={one} value={one} label={NAMES[one]} />
      ))}
    </RadioGroup>
  );
}
