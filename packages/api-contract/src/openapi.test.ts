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

const { schemas } = toOpenApi().components as { schemas: Record<string, Record<string, unknown>> };

test('every reference leads to a component', () => {
  const references = [...JSON.stringify(toOpenApi()).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(100);
  for (const [, name = ''] of references) expect(Object.keys(schemas)).toContain(name);
});

test('a finding is one of the named schemas, told by its code', () => {
  const { oneOf, discriminator } = schemas['Finding'] as {
    oneOf: { $ref: string }[];
    discriminator: { propertyName: string; mapping: Record<string, string> };
  };
  expect(discriminator.propertyName).toBe('code');
  expect(Object.values(discriminator.mapping).toSorted()).toEqual(oneOf.map(({ $ref }) => $ref).toSorted());
  for (const [code, reference] of Object.entries(discriminator.mapping)) {
    const schema = schemas[reference.split('/').at(-1) ?? ''];
    expect(schema).toMatchObject({ properties: { code: { const: code } } });
  }
  expect(schemas['FindingTargetShrunk']).toMatchObject({
    properties: { size: { type: 'number' }, was: { type: 'number' } },
    required: ['code', 'level', 'size', 'was'],
  });
});

test('requests refuse unknown members, answers may grow', () => {
  expect(schemas['CreateLinkBody']).toHaveProperty('additionalProperties', false);
  expect(schemas['KeyView']).not.toHaveProperty('additionalProperties');
});
