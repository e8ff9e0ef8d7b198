/** How often a process looks whether the one that started it is still there. */
const EVERY = 500;

/** Who started this process; asked at once, for it may be gone by the time that somebody wants to know. */
const PARENT = process.ppid;

/**
 * Calls `end` once the npm that started this is gone. npm hands a signal on to a shell, which dies of it without telling
 * anyone; what it had started would run on and hold its ports. Started by hand, a process may outlive its terminal.
 */
export const whenOrphaned = (env: NodeJS.ProcessEnv, end: () => void): void => {
  if (env['npm_lifecycle_event'] === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(timer);
    end();
  }, EVERY);
  timer.unref();
};
