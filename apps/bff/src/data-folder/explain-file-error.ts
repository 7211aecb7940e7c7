import { SetupError } from '../config/setup-error.ts';

/** What the person who starts Signpost can do about a file that cannot be used, by the system's error code. */
const advice: Readonly<Record<string, string>> = {
  EACCES: 'the user who runs Signpost may not use it: change its owner or its rights',
  EPERM: 'the user who runs Signpost may not use it: change its owner or its rights',
  EROFS: 'it lies on a file system that is read-only: make that writable',
  EISDIR: 'it is a folder where Signpost keeps a file: move it away',
  ENOTDIR: 'a file lies where Signpost keeps a folder: move it away',
  EEXIST: 'a file lies where Signpost keeps a folder: move it away',
  ENOSPC: 'the disk is full: make room on it',
  EDQUOT: 'the disk quota is used up: make room',
  EFBIG: 'it may not grow any more: raise the limit on the size of files',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
  ELOOP: 'its symbolic links go round in a circle: correct them',
  ENAMETOOLONG: 'its path is too long: choose a shorter one',
};

/** An error of the file system at start as one sentence that names the path; undefined for any other error. */
export function explainFileError(error: unknown, dataFolder: string): SetupError | undefined {
  const { code, path = dataFolder } = error as NodeJS.ErrnoException;
  const what = code === undefined ? undefined : advice[code];
  if (what === undefined) return undefined;
  const elsewhere = path.startsWith(dataFolder) ? ', or name another folder in SIGNPOST_DATA' : '';
  return new SetupError(`${path} cannot be used, since ${what}${elsewhere}.`, { cause: error });
}
