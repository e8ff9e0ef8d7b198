import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makePackages, type Packages } from '../../scripts/package/make.ts';
import { readPng } from '../../scripts/package/png.ts';
import { at, leaves } from '../../scripts/validate/jsonText.ts';
import { attribute, child, named, readXml, type Element } from '../../scripts/validate/xmlText.ts';
import { call, must } from '../support/call.ts';
import { describeInChromium, freshContext, launch, problemsOf, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { Hand, inHostDialog, paneOf, signIn } from './support/pane.ts';

/** A server as the packages know it; its pages are asked of the demo's, by the same paths. */
const ORIGIN = 'https://sync.example.com';
const DEPLOYMENT = {
  origin: ORIGIN,
  clientId: '11111111-2222-4333-8444-555555555555',
  environment: 'production',
  tenantOnly: false,
};

const manifestOf = ({ app }: Packages): unknown =>
  JSON.parse(Buffer.from(app.get('manifest.json') ?? []).toString('utf8'));

const rootOf = ({ xml }: Packages): Element => {
  const { root } = readXml(xml);
  if (root === null) throw new Error('The XML is empty.');
  return root;
};

const isOurs = (address: string): boolean => address.startsWith(`${ORIGIN}/`);

/** Every address of our server in both packages, and that of its consent link's return. */
const addressesOf = (packages: Packages): string[] => {
  const inJson = leaves(manifestOf(packages)).map(({ value }) => String(value));
  const inXml = [rootOf(packages)]
    .flatMap((root) => [
      ...named(root, 'SourceLocation'),
      ...named(root, 'bt:Url'),
      ...named(root, 'bt:Image'),
    ])
    .map((element) => attribute(element, 'DefaultValue'));
  const icons = ['IconUrl', 'HighResolutionIconUrl'].map((name) =>
    attribute(child(rootOf(packages), name), 'DefaultValue'),
  );
  const back = new URL(packages.deploy.adminConsentUrl).searchParams.get('redirect_uri') ?? '';
  return [...new Set([...inJson, ...inXml, ...icons, back].filter(isOurs))].sort();
};

const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
};

/** What each surface opens beside; the host's page plays it. */
const OPEN_ITEM: Record<string, Record<string, string>> = {
  mailRead: {},
  meetingDetailsOrganizer: { item: 'AAMk-1', mode: 'organizer' },
  meetingDetailsAttendee: { item: 'AAMk-2', mode: 'attendee' },
};
const CONTEXT_OF_SURFACE: Record<string, string> = {
  MessageReadCommandSurface: 'mailRead',
  AppointmentOrganizerCommandSurface: 'meetingDetailsOrganizer',
  AppointmentAttendeeCommandSurface: 'meetingDetailsAttendee',
};

interface Opened {
  what: string;
  address: string;
  item: Record<string, string>;
}

/** Ribbon → action → runtime → page, as Outlook follows it. */
const ribbonsOf = (packages: Packages): Opened[] => {
  const manifest = manifestOf(packages);
  const found = leaves(manifest);
  const ribbons = at(manifest, ['extensions', 0, 'ribbons']) as unknown[];
  return ribbons.map((ribbon) => {
    const context = String(at(ribbon, ['contexts', 0]));
    const actionId = leaves(ribbon).find(({ path }) => path.at(-1) === 'actionId')?.value;
    const action = found.find(
      ({ path, value }) => path.includes('actions') && path.at(-1) === 'id' && value === actionId,
    );
    const runtime = action?.path.slice(0, action.path.indexOf('actions')) ?? [];
    return {
      what: `unified ${context}`,
      address: String(at(manifest, [...runtime, 'code', 'page'])),
      item: OPEN_ITEM[context] ?? {},
    };
  });
};

/** Surface → button → resid → address, in the block that newer clients read. */
const surfacesOf = (packages: Packages): Opened[] => {
  const block = named(rootOf(packages), 'VersionOverrides').at(-1);
  if (block === undefined) return [];
  return named(block, 'ExtensionPoint').flatMap((point) => {
    const surface = attribute(point, 'xsi:type');
    const context = CONTEXT_OF_SURFACE[surface];
    const resid = attribute(named(point, 'SourceLocation')[0], 'resid');
    const url = named(block, 'bt:Url').find((one) => attribute(one, 'id') === resid);
    if (context === undefined) return [];
    return [{ what: surface, address: attribute(url, 'DefaultValue'), item: OPEN_ITEM[context] ?? {} }];
  });
};

describeInChromium('the addresses in both packages', () => {
  let demo: Demo;
  let browser: Browser;
  let packages: Packages;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [demo, browser, packages] = await Promise.all([Demo.start(), launch(), makePackages(DEPLOYMENT)]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });
  afterEach(() => page.context().close());

  const show = async (query: Record<string, string>): Promise<void> => {
    page = await (await freshContext(browser)).newPage();
    problems = problemsOf(page);
    await page.goto(demo.hostPage({ user: demo.user('Lena').email, locale: 'en', ...query }));
  };

  it('are all served, icons as pictures of the right kind', async () => {
    page = await (await freshContext(browser)).newPage();
    const addresses = addressesOf(packages);
    expect(addresses.map((address) => pathOf(address).split('?')[0])).toEqual(
      expect.arrayContaining(['/tab.html', '/taskpane.html', '/auth-redirect.html', '/icons/icon-80.png']),
    );
    for (const address of addresses) {
      const answer = await fetch(`${demo.facts.server}${pathOf(address)}`);
      expect(answer.status, address).toBe(200);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (address.endsWith('.png')) expect(readPng(bytes), address).not.toBeNull();
      else expect(answer.headers.get('content-type'), address).toContain('text/html');
      expect(answer.headers.get('x-frame-options'), address).toBeNull();
    }
  });

  it.each(['teams', 'outlook-tab', 'm365'])('the tab opens in %s', async (host) => {
    const address = String(at(manifestOf(packages), ['staticTabs', 0, 'contentUrl']));
    await show({ host, path: pathOf(address) });
    await see(paneOf(page).getByTestId('connect-start')).toBeVisible();
    expect(page.frames()[1]?.url()).toBe(`${demo.facts.server}${pathOf(address)}`);
    expect(problems).toEqual([]);
  });

  it('the tab opens in a plain browser', async () => {
    const address = String(at(manifestOf(packages), ['staticTabs', 0, 'websiteUrl']));
    page = await (await freshContext(browser)).newPage();
    problems = problemsOf(page);
    await page.goto(`${demo.facts.server}${pathOf(address)}`);
    await see(page.getByTestId('connect-start')).toBeVisible();
    expect(problems).toEqual([]);
  });

  it('every button of Outlook opens the pane, from a mail and both views of an appointment', async () => {
    const opened = [...ribbonsOf(packages), ...surfacesOf(packages)];
    expect(opened.map(({ what }) => what)).toEqual([
      ...['unified mailRead', 'unified meetingDetailsOrganizer', 'unified meetingDetailsAttendee'],
      ...Object.keys(CONTEXT_OF_SURFACE),
    ]);
    for (const { what, address, item } of opened) {
      await show({ host: 'outlook', width: '320', path: pathOf(address), ...item });
      await see(paneOf(page).getByTestId('connect-start'), what).toBeVisible();
      expect(problems, what).toEqual([]);
      if (what !== opened.at(-1)?.what) await page.context().close();
    }
  });

  it('a person signs in through the host there', async () => {
    const [first] = ribbonsOf(packages);
    await show({ host: 'outlook', path: pathOf(first?.address ?? '') });
    const hand = new Hand();
    await signIn(paneOf(page), hand, inHostDialog(page, hand));
    expect(problems).toEqual([]);
  });

  it('an admin approves by the link of deploy.json, and nobody is asked any more', async () => {
    const { email } = demo.user('Mia');
    const { token } = await demo.control<{ token: string }>('POST', '/token', {
      user: email,
      audience: 'api',
      consent: false,
    });
    const calendars = () =>
      call<{ items?: unknown[]; error?: unknown }>('GET', `${demo.facts.server}/api/calendars`, { token });
    expect(JSON.stringify((await calendars()).body)).toContain('consent_required');

    const { clientId, authorityHost } = await must<{ clientId: string; authorityHost: string }>(
      'GET',
      `${demo.facts.server}/api/config`,
    );
    const own = await makePackages({ ...DEPLOYMENT, origin: demo.facts.server, clientId });
    const link = new URL(own.deploy.adminConsentUrl);
    page = await (await freshContext(browser)).newPage();
    await page.goto(`${authorityHost}${link.pathname}${link.search}`);
    await page.locator('button.account').first().click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await see(page.getByText('Thank you. You can close this window.')).toBeVisible();
    expect(page.url().split('?')[0]).toBe(link.searchParams.get('redirect_uri'));

    const after = await calendars();
    expect(after.status).toBe(200);
    expect(after.body.items?.length).toBeGreaterThan(0);
  });
});
