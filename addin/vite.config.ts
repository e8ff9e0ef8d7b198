import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
const page = (name: string) => resolve(root, `${name}.html`);

/** What every screen needs, in one file: hosts cache badly, so few files are better than small ones. */
const BASE =
  /node_modules\/(react|react-dom|scheduler|zod|@griffel|stylis|rtl-css-js|@emotion|keyborg|@fluentui\/(react-provider|react-button|react-link|react-spinner|react-skeleton|react-utilities|react-shared-contexts|react-jsx-runtime|react-aria|keyboard-keys))\//;
/** Our own part of the same, without the adapters and without what is opened later. */
const SHELL =
  /\/shared\/|\/addin\/src\/(api|format|features\/blocked)\/|\/addin\/src\/(host\/(signInFault|codePopup|deadline|webTheme)|app\/(words|WordsRoot|services|session|SessionProvider|navigation|announcer|access|useGrant|invitationToken|themeChoice|StartSkeleton)|ui\/(Page|BusyButton|Note|ShieldLine|CopyButton|Facts|Tile|sides|byDay|AgendaGrid|useLoaded|useAct))\.tsx?/;

/**
 * Each host may load its own SDK only, so the Outlook pane (office.js) and the tab (teams-js) are pages of their own.
 * Two more are what Microsoft's sign-in window returns to. Old hashed files must stay servable for weeks: hosts cache
 * pages.
 */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [react()],
  // Also when something else builds the pane and NODE_ENV says "test": it is always what is shipped.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  oxc: { jsx: { runtime: 'automatic', development: false } },
  build: {
    outDir: resolve(root, '../dist/addin'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: BASE },
            { name: 'shell', test: SHELL },
          ],
        },
      },
      input: [page('taskpane'), page('tab'), page('auth-redirect'), page('auth-code')],
    },
  },
});
