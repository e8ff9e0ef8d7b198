export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * The text/event-stream format, as far as a server of ours uses it: `event:` and `data:` lines, blocks parted by an
 * empty line, comments for keeping alive. Feed it chunks; it returns the events that are complete by now.
 */
export function createEventParser(): (chunk: string) => ServerEvent[] {
  let rest = '';
  return (chunk) => {
    const blocks = (rest + chunk).replace(/\r\n?/g, '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap(eventOf);
  };
}

function eventOf(block: string): ServerEvent[] {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length === 0 ? [] : [{ event, data: data.join('\n') }];
}
