import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Themes } from './themes.ts';

export const themes: Themes = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme };
