/** The server as it is started everywhere, but on a clock that a test moves: `POST /advance` with milliseconds on `CLOCK_PORT`. */
import { createServer } from 'node:http';
import { readConfig } from '../../server/src/config.ts';
import { createLog } from '../../server/src/log.ts';
import { wire } from '../../server/src/wire.ts';
import { movableClock } from './movableClock.ts';

const { CLOCK_PORT: clockPort, CLOCK_AHEAD: ahead, ...environment } = process.env;
const clock = movableClock();
// One that starts again goes by the time that it is in its world.
clock.advance(Number(ahead ?? 0));
const config = readConfig(environment);
const wired = await wire(config, createLog(config.logLevel), clock);
const knob = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    clock.advance(Number(Buffer.concat(parts).toString()));
    response.end();
  });
});
await wired.start();
knob.listen(Number(clockPort), 'localhost');
process.once('SIGTERM', () => {
  knob.close();
  void wired.stop().then(() => process.exit(0));
});
