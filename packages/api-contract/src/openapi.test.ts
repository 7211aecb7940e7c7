import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toOpenApi } from './openapi.ts';
import { operations } from './operations.ts';

test('the committed OpenAPI document is what the operation table says', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
  expect(committed, 'npm run fix writes it').toEqual(JSON.parse(JSON.stringify(toOpenApi())));
});

test('every operation is in the document once, with its right', () => {
  const ids = Object.values(toOpenApi().paths).flatMap((item) =>
    Object.values(item).map((one) => one as { operationId: string; 'x-signpost-right': string }),
  );
  expect(ids.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(operations).toSorted());
  expect(ids.every((one) => one['x-signpost-right'].length > 0)).toBe(true);
});
