/**
 * What the stories name a time for, and how fast changes and first imports are, with services that answer at once: what is
 * left is our own time and this machine's, which runs the services, too. It measures; it never judges.
 *
 *   npm run bench -- [changes each way, 30] [events to import, 1000]
 */
import { Town } from '../support/town.ts';
import { arrivals } from './arrivals.ts';
import { storm, validation } from './door.ts';
import { besideImport } from './neighbour.ts';
import { printed } from './table.ts';

const [CHANGES = 30, EVENTS = 1_000] = process.argv.slice(2).map(Number);

const town = await Town.start();
try {
  const person = await town.connected();
  const rows = [
    await validation(town),
    await storm(town, person, '1,000 notifications answered, just started'),
    await storm(town, person, 'again'),
    await storm(town, person, 'and again'),
    ...(await arrivals(town, person, CHANGES)),
    ...(await besideImport(town, EVENTS)),
  ];
  console.log(printed(rows));
} finally {
  await town.stop();
}
