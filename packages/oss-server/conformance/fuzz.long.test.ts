import { expect, test } from 'vitest';

import { fuzz } from './fuzz.ts';

test('twenty thousand malformed requests end with the server well', async () => {
  await expect(fuzz(20_000)).resolves.toBeUndefined();
}, 600_000);
