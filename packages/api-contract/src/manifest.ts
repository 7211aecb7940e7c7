import * as z from 'zod/mini';

/** Version of the form of a manifest that is read and written. */
export const manifestVersion = 1;

/** A manifest: the wanted links of a prefix, in YAML or JSON. */
export const manifestSchema = z.strictObject({
  /** Address of the schema, for editors. */
  $schema: z.optional(z.string()),
  version: z.literal(manifestVersion),
  prefix: z.string(),
  prune: z.optional(z.boolean()),
  links: z.record(z.string(), z.string()),
});

/** Where a console serves the schema, below its base path. */
export const manifestSchemaPath = '/api/v1/manifest.schema.json';

const descriptions = {
  $schema: 'Address of this schema, for editors.',
  version: 'Version of the form of the file.',
  prefix: 'The links are below this prefix; empty stands for the whole bucket.',
  prune: 'Links below the prefix that are not named here are deleted. By default they stay as they are.',
  links: 'Names of links below the prefix, and the keys that they lead to, in the same bucket.',
} as const;

/** The JSON Schema (2020-12) of a manifest. */
export function toManifestJsonSchema(): Record<string, unknown> {
  const { properties = {}, ...schema } = z.toJSONSchema(manifestSchema, { target: 'draft-2020-12' });
  const described = Object.entries(properties).map(([name, property]) => [
    name,
    { description: descriptions[name as keyof typeof descriptions], ...(property as object) },
  ]);
  return {
    title: 'Signpost manifest',
    description: 'The wanted links of a prefix of an OSS bucket.',
    ...schema,
    properties: Object.fromEntries(described) as Record<string, unknown>,
  };
}
