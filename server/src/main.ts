import { ConfigError } from './configFaults.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { whenOrphaned } from './orphan.ts';
import { buildPane } from './pane.ts';
import { wire } from './wire.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const main = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const wired = await wire(config, log);
  const { port } = await wired.start();
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    log.info('stopping', { signal });
    wired.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('did not stop cleanly', { cause: error instanceof Error ? error.message : 'unknown' });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  whenOrphaned(process.env, () => end('end of npm'));
  log.info('listening', { port, roles: config.roles, store: config.store.kind });
  if (config.roles.http) {
    buildPane(log).catch((error: unknown) =>
      log.error('pane not built', { cause: error instanceof Error ? error.message : 'unknown' }),
    );
  }
};

main().catch((error: unknown) => {
  say(error instanceof ConfigError || error instanceof Error ? error.message : String(error));
  process.exit(1);
});
