import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Themes } from '../theme.ts';

export const themes: Themes = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme };
