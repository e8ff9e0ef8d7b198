import { FluentProvider, Toaster, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { WorldConfig } from '../api/config.ts';
import { useMedia } from './hooks.ts';
import { TOASTER } from './toaster.ts';
import { WorldPage } from './WorldPage.tsx';

export function App({ config, query }: { config: WorldConfig; query: URLSearchParams }) {
  const dark = useMedia('(prefers-color-scheme: dark)');
  // No class names here: Fluent's portals take over those of the provider.
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme}>
      <WorldPage loaded={config} query={query} />
      <Toaster toasterId={TOASTER} position="bottom" />
    </FluentProvider>
  );
}
