import { atOnce } from './atOnce.ts';
import { showBareFault } from './bareFault.ts';
import { loadConfig } from './config.ts';

async function open(): Promise<void> {
  const { invitation } = atOnce();
  const program = import('../app/start.tsx');
  const config = await loadConfig();
  const asked = new URLSearchParams(window.location.search).get('host');
  const host =
    (asked === 'teams' ? await (await import('../host/teams.ts')).createTeamsHost(config) : undefined) ??
    (await (await import('../host/browser.ts')).createBrowserHost(config));
  const { start } = await program;
  await start({ host, config, invitation, canAdminister: true });
}

void open().catch(showBareFault);
