/** (d) Nobody hears of us who was not to hear, and (e) nothing of anybody's texts is left with us. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MailRow } from '../rows.ts';

/** When a person did something in Outlook or TIMIFY themselves: mails of that moment are theirs. */
export interface OwnAct {
  from: number;
  to: number;
}

/** The machine's clock and the services' may differ by what a test moved them. */
const ROUNDING = 5;

/** Mails of Exchange to guests and of TIMIFY to customers that no person's own act caused. */
export const mailFaults = (
  mails: readonly (MailRow & { at: string })[],
  acts: readonly OwnAct[],
  told: (mail: MailRow) => boolean,
): string[] =>
  mails
    .filter((mail) => mail.from !== 'ours' && !told(mail))
    .filter(({ at }) => {
      const moment = Date.parse(at);
      return !acts.some(({ from, to }) => from - ROUNDING <= moment && moment <= to + ROUNDING);
    })
    .map(({ from, to, subject, at }) => `${from} told ${to} at ${at}: ${subject}`);

/** Everything below a folder, as bytes. */
const filesIn = (folder: string): [string, Buffer][] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [[path, readFileSync(path)] as [string, Buffer]];
  });

/** Where a word that stands in titles, notes, places and names was left: files of the server's folder, lines of its log. */
export const traces = (word: string, folder: string, lines: readonly string[]): string[] => {
  const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
  return [
    ...filesIn(folder)
      .filter(([, bytes]) => forms.some((form) => bytes.includes(form)))
      .map(([path]) => `“${word}” stands in ${path}`),
    ...lines.filter((line) => line.includes(word)).map((line) => `“${word}” stands in the log: ${line}`),
  ];
};
