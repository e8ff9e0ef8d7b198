import { eventually } from './call.ts';
import type { Person } from './person.ts';
import type { Town } from './town.ts';
import type { TownServer } from './townServer.ts';

const IS_RUN = /"msg":"run( left to others)?"/;

/** A line may arrive a moment after the run that it tells of has been counted. */
const allHaveCome = async ({ url, errors }: TownServer): Promise<boolean> => {
  const text = await (await fetch(`${url}/metrics?name[]=sync_runs_total`)).text();
  const counted = [...text.matchAll(/^sync_runs_total\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  return errors.filter((line) => IS_RUN.test(line)).length >= counted;
};

/** What the servers said of the person's runs so far, each of them. They have to log from `info` on. */
export const runLinesOf = async (town: Town, person: Person): Promise<string[]> => {
  for (const server of town.servers)
    await eventually('the line of every run', async () => (await allHaveCome(server)) || undefined);
  return town.lines.filter((line) => IS_RUN.test(line) && line.includes(`"work":"${person.connectionId}"`));
};
