import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Browser, Frame, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LENA, openStage } from './testing/stage.ts';
import type { Stage } from './testing/stage.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const SCOPE = 'api://localhost/sandbox-client/access_as_user';

/** The two panes carry the real teams-js and msal-browser; only Microsoft's side is played. */
describe.skipIf(!existsSync(CHROMIUM))(`host frames in Chromium (${CHROMIUM})`, () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await stage.close();
  });
  beforeEach(async () => {
    await fetch(`${stage.sandbox}/control/reset`, { method: 'POST' });
    page = await (await browser.newContext()).newPage();
  });
  afterEach(() => page.context().close());

  const open = async (query: string): Promise<Frame> => {
    await page.goto(`${stage.sandbox}/host?user=${LENA.email}&${query}`);
    const handle = await page.getByTestId('host-frame').elementHandle();
    const frame = await handle.contentFrame();
    if (!frame) throw new Error('The host page shows no frame.');
    await frame.waitForFunction('window.pane !== undefined');
    return frame;
  };
  const pane = <T>(frame: Frame, expression: string): Promise<T> =>
    frame.evaluate<T>(`window.pane.${expression}`);
  const hostLog = (): Promise<unknown> => page.evaluate('window.sandboxHost.log');

  for (const host of ['teams', 'outlook']) {
    it(`asks once for consent and then has a token (${host})`, async () => {
      const frame = await open(`host=${host}`);
      expect(await pane(frame, 'silent()')).toMatch(/^InteractionRequiredAuthError/);

      const popup = pane<string>(frame, 'popup()');
      await expect
        .poll(() => page.getByTestId('consent-scopes').innerText())
        .toContain('Use TIMIFY Sync as you');
      await page.getByRole('button', { name: 'Accept' }).click();
      expect(await popup).toBe(`fresh access ${LENA.email}`);
      expect(stage.asked.at(-1)).toMatchObject({ user: LENA.email, scopes: [SCOPE], interactive: true });
      expect(await pane(frame, 'silent()')).toBe(`cached access ${LENA.email}`);
    });

    it(`tells a cancelled and a denied consent (${host})`, async () => {
      const frame = await open(`host=${host}`);
      const popup = pane<string>(frame, 'popup()');
      await page.getByTestId('consent-cancel').click();
      expect(await popup).toContain('user_canceled');
      expect(await pane(await open(`host=${host}&trouble=deny`), 'popup()')).toContain('user_canceled');
    });

    it(`tells that it is offline (${host})`, async () => {
      const frame = await open(`host=${host}&trouble=offline`);
      expect(await pane(frame, 'silent()')).toContain('no_network');
    });
  }

  it('answers teams-js as Teams does', async () => {
    const frame = await open('host=teams&theme=dark&locale=de&sub=conflict-7');
    expect(await pane(frame, 'context')).toMatchObject({
      app: { theme: 'dark', locale: 'de-de', host: { name: 'Teams', clientType: 'web' } },
      page: { subPageId: 'conflict-7' },
      user: { id: LENA.oid, loginHint: LENA.email, tenant: { id: LENA.tenantId } },
    });
    expect(await pane(frame, 'success')).toEqual({ hasFinishedSuccessfully: true });
    expect(await pane(frame, 'nested')).toBe(true);
    expect(await pane(frame, 'calendar')).toBe(false);
    expect(await pane(frame, 'apiToken()')).toBe('api-token');
    expect(await hostLog()).toEqual([
      { kind: 'loaded', value: '' },
      { kind: 'success', value: '' },
    ]);

    await page.evaluate("window.sandboxHost.setTheme('contrast')");
    await expect.poll(() => pane(frame, 'themes')).toEqual(['contrast']);
  });

  it('offers no nested app auth where the host has none', async () => {
    const frame = await open('host=m365&trouble=no-naa');
    expect(await pane(frame, 'nested')).toBe(false);
    expect(await pane(frame, 'hasBridge')).toBe(false);
    const outlook = await open('host=outlook&trouble=no-naa');
    expect(await pane(outlook, 'state()')).toMatchObject({ nested: false, hasBridge: false });
  });

  it('opens an event where Outlook shows the tab', async () => {
    const frame = await open('host=outlook-tab');
    await pane(frame, "openItem('AAMk-1_2=')");
    expect(await hostLog()).toContainEqual({ kind: 'open-item', value: 'AAMk-1_2=' });
  });

  it('is Outlook to a task pane', async () => {
    const frame = await open('host=outlook&theme=dark&locale=de&item=AAMk1&subject=Dentist');
    expect(await pane(frame, 'found')).toEqual({ host: 'Outlook', platform: 'OfficeOnline' });
    expect(await pane(frame, 'state()')).toEqual({
      language: 'de-DE',
      background: '#292929',
      nested: true,
      address: LENA.email,
      subject: 'Dentist',
      hasBridge: true,
    });
    await pane(frame, "openItem('AAMk-1_2=')");
    await expect.poll(hostLog).toContainEqual({ kind: 'open-item', value: 'AAMk-1_2=' });

    await page.evaluate("window.sandboxHost.setTheme('light')");
    await page.evaluate("window.sandboxHost.setItem({ mode: 'message', subject: 'Lunch' })");
    await expect.poll(() => pane(frame, 'changes')).toEqual(['theme #ffffff', 'item Lunch']);
  });

  it('leaves a task pane without a host to itself', async () => {
    await page.goto(`${stage.sandbox}/host?host=outlook`);
    const src = await page.getByTestId('host-frame').getAttribute('src');
    await page.goto(src ?? '');
    await page.waitForFunction('window.pane !== undefined');
    expect(await page.evaluate('window.pane.found')).toEqual({ host: null, platform: null });
  });

  it('offers a window of its own and the certificate to a plain browser', async () => {
    await page.goto(`${stage.sandbox}/host?host=browser`);
    expect(await page.getByTestId('own-window').getAttribute('href')).toMatch(/\/tab\.html\?host=browser$/);
    await page.getByTestId('accept-certificate').waitFor();
  });
});
