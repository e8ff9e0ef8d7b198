/** A calendar file that cannot be read; the message names the line. */
export class IcsError extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(`Line ${line}: ${reason}`);
    this.name = 'IcsError';
    this.line = line;
  }
}

/** Where an event of the file begins, and the line of each of its own properties, in order. */
export interface EventLines {
  line: number;
  properties: number[];
}

export interface Line {
  number: number;
  text: string;
}

/** Joins folded lines; the number is that of the first part. */
export function unfold(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.text += raw.slice(1);
    else if (raw !== '') lines.push({ number: index + 1, text: raw });
  }
  return lines;
}

/** Checks that components open and close in pairs and that each line is a property; finds the events. */
export function eventLines(text: string): EventLines[] {
  const events: EventLines[] = [];
  const open: { name: string; event: EventLines | undefined; line: number }[] = [];
  for (const { number, text: line } of unfold(text)) {
    const [, name = '', value = ''] = /^([A-Za-z0-9-]+)[^:]*:(.*)$/.exec(line) ?? [];
    if (name === '') throw new IcsError(number, `not a property: "${line.slice(0, 60)}"`);
    const kind = value.trim().toUpperCase();
    if (name.toUpperCase() === 'BEGIN') {
      const event = kind === 'VEVENT' ? { line: number, properties: [] } : undefined;
      if (event) events.push(event);
      open.push({ name: kind, event, line: number });
    } else if (name.toUpperCase() === 'END') {
      const last = open.pop();
      if (last?.name !== kind) throw new IcsError(number, `END:${kind} does not close anything that is open`);
    } else if (open.length === 0) throw new IcsError(number, 'a property outside of BEGIN and END');
    else open.at(-1)?.event?.properties.push(number);
  }
  const [left] = open;
  if (left) throw new IcsError(left.line, `BEGIN:${left.name} is never closed`);
  return events;
}
