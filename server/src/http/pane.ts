/** The built pages. Names of assets carry a hash, pages don't: so assets stay for good and pages are always asked for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { stateOf } from './requestState.ts';

/** In the order in which a browser meets them: the two that hosts open, the two that Microsoft's sign-in returns to. */
export const PAGES = ['taskpane.html', 'tab.html', 'auth-redirect.html', 'auth-code.html'];

/** Both manifests name their icons here; hosts show them on their own pages (addin §1.2, §1.3). */
const ICONS = join(import.meta.dirname, '../../../appPackage/icons');
const ICONS_LAST = '1d';

const NOT_YET = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width">
<title>TIMIFY Sync</title>
<p>The pages are being built. This page reloads itself. · Die Seiten werden gebaut. Diese Seite lädt sich selbst neu.</p>
</html>
`;

const notYet =
  (folder: string): RequestHandler =>
  (request, response, next) => {
    stateOf(request).route = request.path;
    if (existsSync(join(folder, request.path))) return next();
    response.status(503).set({ 'Retry-After': '2', 'Cache-Control': 'no-store' }).type('html').send(NOT_YET);
  };

/** `folder` may come into being later; until then each page says so, and the API is not affected. */
export const pane = (folder: string): Router => {
  const router = Router();
  router.get('/', (_request, response) => response.redirect(302, '/tab.html'));
  router.get(
    PAGES.map((page) => `/${page}`),
    notYet(folder),
  );
  router.use('/icons', express.static(ICONS, { index: false, maxAge: ICONS_LAST }));
  router.use(
    express.static(folder, {
      index: false,
      setHeaders: (response, path) => {
        const isHashed = path.startsWith(join(folder, 'assets'));
        response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  return router;
};
