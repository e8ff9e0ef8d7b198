const DEEPEST = 6;

/** The frames follow the message: a line of the message that looks like a frame is none. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const begin = stack.indexOf(message);
  const after = begin < 0 ? '' : stack.slice(begin + message.length);
  return after.split('\n').filter((line) => /^\s+at /.test(line));
};

/**
 * What the log may say of an error that nobody expected: its name and where it was thrown. The message is left out, since
 * it may hold what was sent.
 */
export const traceOf = (error: unknown): { error: string; at?: string } => {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const frames = framesOf(error).slice(0, DEEPEST);
  return { error: error.name, at: frames.map((line) => line.trim()).join(' | ') };
};
