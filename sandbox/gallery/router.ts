import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { answerTo, refusalBody } from './answer.ts';
import { NOW } from './fixtures/clock.ts';
import { listed, say } from './model.ts';
import type { GalleryState, Language } from './model.ts';
import { STATES, stateNamed } from './states.ts';

/**
 * Serves the real pane, as it was built, on the sandbox's own address, with its API answered by the fixtures of a state.
 * The pane does not know: before its program begins, its calls are led to `/gallery/api/{state}/{language}`, its clock is
 * set to the fixtures' morning, its browser speaks the language of the host, nothing is remembered from another state, and
 * what would vanish by itself stays.
 */

/** Which time of asking it is, as the page counts. */
const TURN = 'x-gallery-turn';

const language = (text: unknown): Language => (text === 'de' ? 'de' : 'en');

const BROKEN_DATES = `Intl.DateTimeFormat.prototype.formatToParts = () => { throw new RangeError('No dates here'); };`;

function prelude(state: GalleryState, lang: Language): string {
  const base = `/gallery/api/${state.id}/${lang}`;
  return `<style>[data-timer-status] { animation-play-state: paused !important; }</style>
<script>
(() => {
  localStorage.clear();
  sessionStorage.clear();
  const ahead = ${Date.parse(NOW)} - Date.now();
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ahead);
      else super(...given);
    }
    static now() { return Real.now() + ahead; }
  };
  const call = window.fetch.bind(window);
  const turns = new Map();
  window.fetch = (to, init = {}) => {
    if (typeof to !== 'string' || !to.startsWith('/api/')) return call(to, init);
    const turn = turns.get(to) ?? 0;
    turns.set(to, turn + 1);
    const headers = new Headers(init.headers);
    headers.set('${TURN}', String(turn));
    return call('${base}' + to, { ...init, headers });
  };
  Object.defineProperty(navigator, 'language', { get: () => '${lang}' });
  ${state.withoutDates ? BROKEN_DATES : ''}
})();
</script>`;
}

const NOT_BUILT =
  'The pane is not built. Start the server once (npm start), then reload. · Die Seite ist nicht gebaut. Starten Sie einmal den Server, dann neu laden.';

const PAGES = ['tab.html', 'taskpane.html'] as const;

/** A page of the pane with the prelude in front of everything. */
function pane(folder: string, name: (typeof PAGES)[number]) {
  return async (request: Request, response: Response): Promise<void> => {
    const state = stateNamed(String(request.params['state']));
    const file = join(folder, name);
    if (!state) return void response.status(404).json(refusalBody('not_found'));
    if (!existsSync(file)) return void response.status(503).type('text').send(NOT_BUILT);
    const lang = language(request.params['lang']);
    const page = await readFile(file, 'utf8');
    const opened = page
      .replace(/<html lang="[^"]*"/, `<html lang="${lang}"`)
      .replace('<head>', `<head>${prelude(state, lang)}`);
    response.set('cache-control', 'no-store').type('html').send(opened);
  };
}

/** One call of the pane's API. */
function api(request: Request, response: Response): void {
  const state = stateNamed(String(request.params['state']));
  const path = `/api/${[request.params['path']].flat().join('/')}`;
  const answers = state?.answers(say(language(request.params['lang'])));
  const turn = Number(request.get(TURN) ?? 0);
  const answer = answers && answerTo(answers, { method: request.method, path, query: request.query, turn });
  response.set('cache-control', 'no-store');
  if (answer === 'never') return;
  if (answer === 'drop') {
    request.socket.destroy();
    return;
  }
  if (path === '/api/stream') {
    response.type('text/event-stream').write(': open\n\n');
    return;
  }
  if (answer === undefined) response.status(404).json(refusalBody('not_found'));
  else if ('refuse' in answer) response.status(answer.status).json(refusalBody(answer.refuse, answer.facts));
  else response.status(answer.status ?? 200).json(answer.body);
}

/** `pane`: folder of the built pane. `page`: the built page that frames it. */
export function galleryRouter(folders: { pane: string; page: string }): Router {
  const router = Router();
  const page = (_request: Request, response: Response): void => {
    response.set('cache-control', 'no-cache').sendFile(folders.page);
  };
  router.get('/gallery', page);
  router.get('/gallery/state/:state', page);
  router.get('/gallery/states.json', (_request, response) => {
    response.json({ states: STATES.map(listed) });
  });
  for (const name of PAGES) router.get(`/gallery/pane/:state/:lang/${name}`, pane(folders.pane, name));
  router.all('/gallery/api/:state/:lang/api/*path', api);
  // Their names are digests of what they hold: looked at state by state, each is brought once.
  router.use(
    '/assets',
    express.static(join(folders.pane, 'assets'), { index: false, immutable: true, maxAge: '1y' }),
  );
  return router;
}
