import { expect, test } from 'vitest';

import { fuzz } from './fuzz.ts';

test('every answer to a malformed request is a well-formed OSS answer', async () => {
  await expect(fuzz(300)).resolves.toBeUndefined();
}, 60_000);
