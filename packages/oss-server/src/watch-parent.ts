const LOOK_EVERY_MS = 500;

/**
 * Calls `gone` when the process that started this one has ended: by the IPC channel when there is one,
 * by looking for the process id otherwise. npm and shells forward no signals, so a child must watch.
 */
export function watchParent(pid: number | undefined, gone: () => void): void {
  process.once('disconnect', gone);
  if (pid === undefined) return;
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
