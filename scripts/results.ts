/**
 * Adds up the result files of all test runs, names what failed and the files that took longest, and prints the closing
 * line. Exits 1 when anything failed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

interface Assertion {
  fullName: string;
  status: string;
  failureMessages?: string[];
}

interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
  testResults?: {
    name: string;
    status: string;
    message?: string;
    startTime: number;
    endTime: number;
    assertionResults: Assertion[];
  }[];
}

const folder = '.cache/results';
/** Of a long message the beginning tells what was expected. */
const SHOWN = 1_200;
const SLOWEST = 15;

const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
const runs = files.map((file) => ({
  name: basename(file, '.json'),
  results: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results,
}));

const slowest = runs
  .flatMap(({ name, results }) =>
    (results.testResults ?? []).map(({ name: file, startTime, endTime }) => ({
      where: `${name}: ${relative(process.cwd(), file)}`,
      seconds: Math.round((endTime - startTime) / 1_000),
    })),
  )
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, SLOWEST);
for (const { where, seconds } of slowest) process.stdout.write(`${seconds} s in ${where}\n`);
process.stdout.write('\n');

for (const { name, results } of runs)
  for (const file of results.testResults ?? []) {
    const failing = file.assertionResults.filter(({ status }) => status === 'failed');
    const where = `${name}: ${relative(process.cwd(), file.name)}`;
    for (const { fullName, failureMessages = [] } of failing)
      process.stdout.write(
        `FAILED in ${where} > ${fullName}\n${failureMessages.join('\n').slice(0, SHOWN)}\n\n`,
      );
    // A file that could not be loaded, or whose hooks broke, has no failing test of its own.
    if (failing.length === 0 && file.status === 'failed')
      process.stdout.write(`FAILED in ${where}\n${(file.message ?? '').slice(0, SHOWN)}\n\n`);
  }

const sum = (count: (results: Results) => number): number =>
  runs.reduce((total, { results }) => total + count(results), 0);
const failed = sum((results) => results.numFailedTests) + Number(process.argv[2] ?? 0);
process.stdout.write(
  `${sum((results) => results.numPassedTests)} passed, ${failed} failed, ${sum((results) => results.numPendingTests)} skipped\n`,
);
process.exit(failed > 0 || runs.some(({ results }) => !results.success) ? 1 : 0);
