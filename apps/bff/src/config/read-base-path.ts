import { SetupError } from './setup-error.ts';

/** Paths that Signpost answers itself: below one of them, nobody could tell which of both is meant. */
const ownPaths = new Set(['api', 'assets', 'c', 'healthz', 'readyz']);

/** Reads the path below which a proxy offers the console, as `/signpost/`; undefined for the root. */
export function readBasePath(value: string | undefined): string | undefined {
  const segments = (value ?? '').replaceAll(/^\/|\/$/g, '').split('/');
  if (segments.length === 1 && segments[0] === '') return undefined;
  if (!segments.every((segment) => /^[\w~-][\w.~-]*$/.test(segment))) {
    throw new SetupError(
      `SIGNPOST_BASE_PATH=${value} is not a path: give something like /signpost/, of letters, digits and . _ ~ -.`,
    );
  }
  if (ownPaths.has(segments[0] ?? '')) {
    throw new SetupError(
      `SIGNPOST_BASE_PATH=${value} is refused: Signpost itself answers below /${segments[0]}/. Choose another path, for example /signpost/.`,
    );
  }
  return `/${segments.join('/')}/`;
}
