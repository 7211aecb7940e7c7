import { startStack, type Stack } from '@signpost/bff/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { runCommand, type Ran } from './run-command.ts';

/** A console for all tests of a file, with a bucket and a folder for each. */
export interface ConsoleSuite {
  readonly stack: Stack;
  readonly bucket: string;
  readonly folder: string;
  /** Runs a command against the console, in the bucket where it takes one. */
  signpost(argv: readonly string[], more?: Parameters<typeof runCommand>[1]): Promise<Ran>;
  /** Target of the link at a key. */
  targetOf(key: string): string | undefined;
}

export const names = Array.from({ length: 12 }, (_, i) => `file-${String(i).padStart(2, '0')}.txt`);

/** Files of two versions, and `live/` whose links follow the first. */
export function setUpConsole(name: string): ConsoleSuite {
  let stack: Stack;
  let folder = '';
  let counter = 0;
  const bucket = (): string => `${name}-${counter}`;
  beforeAll(async () => {
    stack = await startStack();
    folder = await mkdtemp(path.join(tmpdir(), 'signpost-cli-'));
  });
  afterAll(async () => {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    counter += 1;
    stack.faults.clear();
    stack.admin.putBucket({ name: bucket() });
    for (const file of names) {
      for (const version of ['1.0', '2.0'])
        stack.admin.putObject({
          bucket: bucket(),
          key: `${version}/${file}`,
          body: `${version} of ${file}`,
          contentType: 'text/plain',
        });
      stack.admin.putSymlink({
        bucket: bucket(),
        key: `live/${file}`,
        target: `1.0/${file}`,
        contentType: 'text/plain',
      });
    }
  });
  return {
    get stack() {
      return stack;
    },
    get bucket() {
      return bucket();
    },
    get folder() {
      return folder;
    },
    signpost: (argv, more = {}) =>
      runCommand(argv, { folder, env: { SIGNPOST_SERVER: stack.bffUrl, ...more.env }, ...withoutEnv(more) }),
    targetOf: (key) => stack.admin.find({ bucket: bucket(), key })?.target,
  };
}

function withoutEnv({ env: _env, ...more }: NonNullable<Parameters<typeof runCommand>[1]>): object {
  return more;
}
