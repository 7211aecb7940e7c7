import { readFileSync } from 'node:fs';

/**
 * Calls `gone` once when the npm or pnpm that started us has ended. npm forwards no SIGKILL and a killed npm leaves
 * its script running, so the only sign is that our parent (or the shell between npm and us) has changed.
 * Does nothing when started by hand: a process put into the background on purpose outlives its shell.
 * @param {() => void} gone
 * @param {{ everyMs?: number, force?: boolean }} [options]
 */
export function onParentGone(gone, { everyMs = 500, force = false } = {}) {
  if (!force && process.env.npm_lifecycle_event === undefined) return;
  const before = ancestry();
  const timer = setInterval(() => {
    if (ancestry() === before) return;
    clearInterval(timer);
    gone();
  }, everyMs);
  timer.unref();
}

/** The parent, and what started it when the parent is only the shell that npm puts between itself and a script. */
function ancestry() {
  const parent = processStat(process.ppid);
  const shell = parent !== undefined && /^(?:sh|dash|bash|zsh|ash|busybox)$/.test(parent.name);
  return `${process.ppid} ${shell ? parent.parent : ''}`;
}

/**
 * Only where /proc tells it without starting a process; elsewhere /bin/sh replaces itself by the script.
 * @param {number} pid
 */
function processStat(pid) {
  if (process.platform !== 'linux') return undefined;
  try {
    // "pid (name) state ppid …": the name may itself hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: stat.slice(end + 2).split(' ')[1] ?? '' };
  } catch {
    return undefined;
  }
}
