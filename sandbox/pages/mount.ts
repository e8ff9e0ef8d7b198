import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Express, Response } from 'express';
import { galleryRouter } from '../gallery/router.ts';
import { PAGES, ensurePages } from './build.ts';

/** Where the server leaves the built pane. */
const BUILT_PANE = fileURLToPath(new URL('../../dist/addin/', import.meta.url));

/**
 * Serves `/world`, `/host`, `/gallery`, `/office.js` and what they load. Builds the pages first where they are missing or older
 * than their sources, so that a fresh clone needs no step by hand. `/world/config` and `/control/…` belong to the shell.
 */
export async function mountPages(app: Express, pane = BUILT_PANE): Promise<void> {
  await ensurePages();

  const page = (file: string) => (_request: unknown, response: Response) => {
    response.set('cache-control', 'no-cache').sendFile(join(PAGES, file));
  };
  app.get('/world', page('world.html'));
  app.get('/host', page('host.html'));

  app.use(galleryRouter({ pane, page: join(PAGES, 'gallery.html') }));

  app.get('/office.js', (_request, response) => {
    // The pane that loads it lives on the server's own origin.
    response
      .set({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'no-cache',
      })
      .sendFile(join(PAGES, 'office.js'));
  });

  // Names carry a hash of their content.
  app.use(
    '/pages-assets',
    express.static(join(PAGES, 'pages-assets'), { immutable: true, maxAge: '1y', index: false }),
  );
}
