import * as z from 'zod/mini';
import { findingName, nameComponents } from './openapi-components.ts';
import { findingSchemas } from './schemas/finding.ts';

/** A JSON value of the document. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Writes schemas for one document. */
export interface SchemaWriter {
  /** A schema as the document has it: a reference where the schema has a name. */
  write(schema: z.ZodMiniType, io: 'input' | 'output'): Json;
  /** Every named schema that was written, by name. */
  components(): Record<string, Json>;
}

/** @throws Error from `write` when a named schema differs between requests and answers */
export function createSchemaWriter(): SchemaWriter {
  const metadata = nameComponents();
  const components = new Map<string, Json>();
  return {
    write(schema, io) {
      const { $schema: _, $defs = {}, ...rest } = toJsonSchema(schema, io, metadata);
      for (const [name, component] of Object.entries($defs)) {
        const known = components.get(name);
        // Else readers of an answer would be told the rules of a request, or the other way round.
        if (known !== undefined && JSON.stringify(known) !== JSON.stringify(component)) {
          throw new Error(`${name} differs between requests and answers: give them schemas of their own`);
        }
        components.set(name, component);
      }
      return rest;
    },
    components() {
      const sorted = Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1)));
      return { ...sorted, ...withDiscriminator(sorted['Finding']) };
    },
  };
}

/** The schema with references to components of the document; named schemas are in `$defs`. */
function toJsonSchema(
  schema: z.ZodMiniType,
  io: 'input' | 'output',
  metadata: ReturnType<typeof nameComponents>,
): Record<string, Json> & { $defs?: Record<string, Json> } {
  const written = z.toJSONSchema(schema, {
    io,
    metadata,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // A later server may add members to its answers.
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return JSON.parse(JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** Findings by their code, for generators of code that go by `discriminator`. */
function withDiscriminator(finding: Json | undefined): Record<string, Json> {
  if (finding === undefined) return {};
  const mapping = findingSchemas.map((schema): [string, Json] => {
    const code = String(schema.shape.code.def.values[0]);
    return [code, `#/components/schemas/${findingName(code)}`];
  });
  return {
    Finding: {
      ...(finding as Record<string, Json>),
      discriminator: { propertyName: 'code', mapping: Object.fromEntries(mapping) },
    },
  };
}
