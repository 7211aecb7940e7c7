import type { WriteView } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { readForWrite } from './api.ts';
import { putVersions } from './links.ts';
import { startStack, type Stack } from './stack.ts';

/** What the tests of one verb stand on. Its members are set anew for each test: read them, keep none. */
export interface LinkSuite {
  readonly stack: Stack;
  /** A bucket of this test alone, with two versions of a file that links can lead to. */
  readonly bucket: string;
  scope(key: string): { connection: string; bucket: string; key: string };
  /** Looks at a key as the console does. */
  view(key: string): Promise<WriteView>;
}

/** One stack for all tests of a file, and for each test a bucket of its own. */
export function setUpLinks(name: string): LinkSuite {
  let stack: Stack;
  let counter = 0;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.stop());
  const suite: LinkSuite = {
    get stack() {
      return stack;
    },
    get bucket() {
      return `${name}-${counter}`;
    },
    scope: (key) => ({ connection: 'default', bucket: suite.bucket, key }),
    view: (key) => readForWrite(stack.bffUrl, suite.scope(key)),
  };
  beforeEach(() => {
    counter += 1;
    stack.faults.clear();
    putVersions(stack.admin, suite.bucket);
  });
  return suite;
}
