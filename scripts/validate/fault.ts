/** What is wrong with a package, where, and how to mend it. */
export interface Fault {
  /** As the reader knows it: `manifest.json`, `de.json`, `timify-sync.xml`, `color.png`. */
  file: string;
  /** From 1; `null` where the fault is of the file as a whole. */
  line: number | null;
  fault: string;
  mend: string;
}

export const describeFault = ({ file, line, fault, mend }: Fault): string =>
  `${file}${line === null ? '' : `:${String(line)}`}  ${fault}\n    ${mend}`;
