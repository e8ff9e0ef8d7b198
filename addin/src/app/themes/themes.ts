import type { Theme } from '@fluentui/react-components';
import type { HostTheme } from '../../host/host.ts';

export type ThemeMode = HostTheme['mode'];
export type Themes = Readonly<Record<ThemeMode, Theme>>;
