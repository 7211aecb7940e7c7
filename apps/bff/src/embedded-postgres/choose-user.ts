import { spawnSync } from 'node:child_process';
import { SetupError } from '../config/setup-error.ts';

/**
 * As whom PostgreSQL runs, which refuses to run as root.
 * - `self`: we are not root
 * - `namespace`: root, in a user namespace that shows it as another user; files stay root's
 * - `other`: root, as an existing user who may not enter root's folders
 */
export type PostgresUser =
  | { kind: 'self' }
  | { kind: 'namespace' }
  | { kind: 'other'; name: string; uid: number; gid: number };

/** What choosing asks the system; a parameter for tests. */
export interface SystemUsers {
  isRoot(): boolean;
  canUnshare(): boolean;
  find(name: string): { uid: number; gid: number } | undefined;
}

const candidates = ['postgres', 'nobody'];

/** Chooses the first road that is open. Throws {@link SetupError} when none is. */
export function chooseUser(system: SystemUsers = thisSystem): PostgresUser {
  if (!system.isRoot()) return { kind: 'self' };
  if (system.canUnshare()) return { kind: 'namespace' };
  for (const name of candidates) {
    const found = system.find(name);
    if (found !== undefined) return { kind: 'other', name, ...found };
  }
  throw new SetupError(
    'The embedded PostgreSQL cannot run as root here: neither user namespaces nor a user "postgres" or "nobody" exist. Start Signpost as another user, or set SIGNPOST_DATABASE_URL.',
  );
}

/** How to start `program` as that user. */
export function toCommand(
  user: PostgresUser,
  program: string,
): { command: string; args: string[]; options: { uid?: number; gid?: number } } {
  if (user.kind === 'namespace')
    return { command: 'unshare', args: [...namespaceArgs, program], options: {} };
  return {
    command: program,
    args: [],
    options: user.kind === 'other' ? { uid: user.uid, gid: user.gid } : {},
  };
}

/** Root appears as user 1000 inside; any id but 0 does. */
const namespaceArgs = ['--user', '--map-user=1000', '--map-group=1000', '--'];

const thisSystem: SystemUsers = {
  isRoot: () => process.getuid?.() === 0,
  canUnshare: () => spawnSync('unshare', [...namespaceArgs, 'true'], { stdio: 'ignore' }).status === 0,
  find: (name) => {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || Number.NaN),
    );
    return uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid)
      ? undefined
      : { uid, gid };
  },
};
