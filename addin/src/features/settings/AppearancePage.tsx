import { Radio, RadioGroup } from '@fluentui/react-components';
import { THEME_CHOICES } from '../../app/themeChoice.ts';
import { useThemeChoice } from '../../app/ThemedRoot.tsx';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';

export function AppearancePage() {
  const { t } = useWords();
  const { choice, choose } = useThemeChoice();
  return (
    <Page>
      <PageHead title={t('settings.appearance')} back={t('settings.title')} />
      <RadioGroup
        value={choice}
        aria-label={t('settings.appearance')}
        onChange={(_, { value }) => {
          const chosen = THEME_CHOICES.find((one) => one === value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {THEME_CHOICES.map((one) => (
          <Radio key={one} value={one} label={t(`settings.appearance.${one}`)} />
        ))}
      </RadioGroup>
      <SmallText>{t('settings.appearanceHint')}</SmallText>
    </Page>
  );
}
