import { afterEach, expect, test } from 'vitest';

import { killWhileWriting, stopStarted } from './killed-server.ts';

afterEach(stopStarted);

test.each(Array.from({ length: 20 }, (_, index) => 20 + index * 37))(
  'nothing is lost when the kill comes after %i acknowledged writes',
  async (count) => {
    expect((await killWhileWriting(count)).faults).toEqual([]);
  },
  60_000,
);
