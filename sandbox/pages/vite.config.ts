import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The pages of the sandbox. The Office.js stand-in is built apart (`officeStub` in build.ts): it has to be one
 * classic script, because a pane loads it with a plain `<script src>` in its head.
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: here('../../dist/pages'),
    emptyOutDir: true,
    assetsDir: 'pages-assets',
    target: 'es2022',
    chunkSizeWarningLimit: 2_000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { world: here('./world.html'), host: here('./host.html'), gallery: here('./gallery.html') },
    },
  },
});
