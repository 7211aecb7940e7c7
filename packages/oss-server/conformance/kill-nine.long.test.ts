import { expect, test } from 'vitest';

import { killWhileWriting } from './killed-server.ts';

test.each(Array.from({ length: 20 }, (_, index) => 20 + index * 37))(
  'nothing is lost when the kill comes after %i acknowledged writes',
  async (count) => {
    expect((await killWhileWriting(count)).faults).toEqual([]);
  },
  60_000,
);
