/** Adds up the result files of all test runs and prints the closing line. Exits 1 when anything failed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
}

const folder = '.cache/results';
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
const all = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results);
const sum = (count: (results: Results) => number): number =>
  all.reduce((total, results) => total + count(results), 0);
const failed = sum((results) => results.numFailedTests) + Number(process.argv[2] ?? 0);
process.stdout.write(
  `${sum((results) => results.numPassedTests)} passed, ${failed} failed, ${sum((results) => results.numPendingTests)} skipped\n`,
);
process.exit(failed > 0 || all.some((results) => !results.success) ? 1 : 0);
