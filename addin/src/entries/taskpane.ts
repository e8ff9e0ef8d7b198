import { loadOfficeJs } from '../host/officeJs.ts';
import { atOnce } from './atOnce.ts';
import { loadConfig } from './config.ts';
import { showBareFault } from './bareFault.ts';

async function open(): Promise<void> {
  const { invitation } = atOnce();
  const program = import('../app/start.tsx');
  const config = await loadConfig();
  const inOutlook = await loadOfficeJs(config.officeJsUrl);
  const { start } = await program;
  const host = inOutlook
    ? await (await import('../host/outlook.ts')).createOutlookHost(config)
    : await (await import('../host/browser.ts')).createBrowserHost(config);
  await start({ host, config, invitation, canAdminister: false });
}

void open().catch(showBareFault);
