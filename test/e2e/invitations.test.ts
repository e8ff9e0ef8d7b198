import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareCompany, type DemoUser } from '../../scripts/demo/company.ts';
import { COMPANY_NORDWIND } from '../../sandbox/timify/cast.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';
import { describeInChromium, launch, PATIENCE_MS, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { inEntraWindow, inHostDialog, inStep, stateLine, written } from './support/pane.ts';
import { Visit } from './support/visit.ts';

const NILS = 'nils.nord@nordwind.example';
const FRIDA = 'frida.wind@nordwind.example';
const INVITATION_DAYS = 14;

describeInChromium('an invitation', () => {
  let town: Town;
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [town, browser] = await Promise.all([Town.start({ pages: true, movable: true }), launch()]);
    demo = await Demo.of(town);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  /** The mail is opened, and its button pressed. */
  const fromMail = async (address: string): Promise<Visit> => {
    const visit = await Visit.blank(browser);
    await visit.page.setContent((await demo.invitation(address)).html);
    await visit.hand.click(
      visit.page.getByRole('link', { name: /^(Kalender verbinden|Connect the calendar)$/ }),
    );
    return visit;
  };

  const choosing = (page: Page, account: string): ReturnType<Page['getByRole']> =>
    page.getByRole('button', { name: account });

  it('where only an admin may agree: says so, gives the link, and goes on once they have', async () => {
    const nordwind = { ...town.world, company: COMPANY_NORDWIND, users: [asAdmin(NILS)] };
    await prepareCompany(demo.facts.sandbox, demo.facts.server, nordwind);
    const visit = await fromMail(FRIDA);
    const { page } = visit;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const asked = page.waitForEvent('popup');
    await page.getByTestId('connect-start').click();
    const popup = await asked;
    await choosing(popup, 'Frida Wind').click();
    await see(popup.getByText('Need admin approval')).toBeVisible();
    await popup.getByRole('button', { name: /^Return to the application/ }).click();
    await see(page.getByRole('heading', { name: 'Your admin has to agree' })).toBeVisible();
    await see(written(page, 'Your invitation stays valid.')).toBeVisible();
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');

    const admin = await Visit.blank(browser);
    await admin.page.goto(link);
    await choosing(admin.page, 'Nils Nord').click();
    await admin.page.getByRole('button', { name: 'Accept' }).click();
    await see(admin.page.getByText('Thank you. You can close this window.')).toBeVisible();
    await admin.close();

    await page.getByRole('button', { name: 'Check again' }).click();
    const again = page.waitForEvent('popup');
    await page.getByTestId('connect-start').click();
    await choosing(await again, 'Frida Wind').click();
    await page.getByTestId('preview').click();
    await page.getByTestId('connect').click();
    await inStep(page).waitFor();
    expect(visit.problems).toEqual([]);
    await visit.close();
  });

  it('in a colleague’s hands: shows nothing, waits, and goes on once the admin approves', async () => {
    const [mia, jonas, anna] = [demo.user('Mia'), demo.user('Jonas'), demo.user('Anna')];
    const { token } = await demo.invitation(mia.email);
    const his = await Visit.of(browser, demo, {
      host: 'teams',
      user: jonas.email,
      sub: `invitation-${token}`,
    });
    const { shown } = his;
    await inHostDialog(his.page, his.hand)(() => his.hand.click(shown.getByTestId('connect-start')));
    await see(shown.getByRole('heading', { name: 'Is this the right account?' })).toBeVisible();
    await see(written(shown, mia.email)).toHaveCount(0);
    await see(written(shown, jonas.email)).toBeVisible();
    await shown.getByRole('button', { name: 'Use this account anyway' }).click();
    // He has said "go on" before: what comes is the choice.
    await shown.getByTestId('preview').click();
    await see(shown.getByRole('heading', { name: 'Your admin has to approve the connection' })).toBeVisible();
    await see(written(shown, 'Mia Vogt')).toHaveCount(0);

    const hers = await Visit.of(browser, demo, { host: 'teams', user: anna.email }, { width: 1200 });
    const row = hers.shown.getByTestId('resource-row').filter({ hasText: 'Mia Vogt' });
    await see(row).toContainText(`${jonas.email} wants to connect`);
    await row.getByRole('button', { name: 'Approve' }).click();
    await see(written(hers.shown, 'Approved. The import begins.')).toBeVisible();
    // By itself, without a click of his.
    await inStep(shown).waitFor();
    await see(row).toContainText('In step');
    expect([...his.problems, ...hers.problems]).toEqual([]);
    await Promise.all([his.close(), hers.close()]);
  });

  it('that has expired says when, offers to ask for a new one, and connects nothing', async () => {
    const lena = demo.user('Lena');
    await town.advance((INVITATION_DAYS + 1) * 86_400);
    const visit = await fromMail(lena.email);
    const { page, hand } = visit;
    await inEntraWindow(page, hand, lena.name)(() => hand.click(page.getByTestId('connect-start')));
    await see(page.getByRole('heading', { name: 'This invitation is no longer valid' })).toBeVisible();
    // The day stands there where it is past by the browser's own clock, which no test moves.
    await see(written(page, /^It expired( on .*| or was already used)\.$/)).toBeVisible();
    await see(written(page, 'Nothing was connected.')).toBeVisible();
    await see(page.getByRole('button', { name: 'Ask for a new invitation' })).toBeVisible();
    const me = await demo.api<{ connections: unknown[] }>(lena.email, 'GET', '/api/me');
    expect(me.connections).toEqual([]);

    // The admin asks once more; the new mail works.
    const { email } = demo.user('Anna');
    const before = (await demo.mails()).length;
    await demo.api(email, 'POST', '/api/company/invitations', {
      resourceIds: [lena.resourceId],
      send: true,
    });
    await eventually('a new mail', async () => (await demo.mails()).length > before, PATIENCE_MS);
    await page.getByRole('button', { name: 'Check again' }).click();
    // They have said "go on" already and are not asked a second time.
    await page.getByTestId('preview').click();
    await page.getByTestId('connect').click();
    await inStep(page).or(stateLine(page, 'syncing')).first().waitFor();
    expect(visit.problems).toEqual([]);
    await visit.close();
  });
});

const asAdmin = (email: string): DemoUser => ({
  name: '',
  email,
  role: 'admin',
  tenantId: '',
  oid: '',
  resourceId: null,
});
