import * as z from 'zod/mini';
import type { Operation } from './operation.ts';
import { operationDocs, type OperationDocs } from './operation-docs.ts';
import { csrfHeader, operations, type OperationName } from './operations.ts';
import { findingName, nameComponents } from './openapi-components.ts';
import { findingSchemas } from './schemas/finding.ts';
import { problemSchema, problemStatus, type ProblemCode } from './problem.ts';

/** A JSON value of the document. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  paths: Record<string, Record<string, Json>>;
  components: Record<string, Json>;
}

/** Problems that every operation may answer with. */
const ofAll: readonly ProblemCode[] = [
  'invalid-request',
  'right-missing',
  'origin-not-allowed',
  'host-not-allowed',
  'internal',
  'shutting-down',
];

/** Problems of every operation that sends something. */
const ofWrites: readonly ProblemCode[] = ['csrf-header-missing', 'media-type-unsupported', 'body-too-large'];

/** Problems of every operation that works over a connection: what OSS, or what lies between, may answer. */
const ofConnections: readonly ProblemCode[] = [
  'connection-unknown',
  'bucket-missing',
  'object-missing',
  'version-missing',
  'not-a-link',
  'link-target-missing',
  'link-target-is-link',
  'key-taken',
  'object-cold',
  'object-immutable',
  'links-unsupported',
  'state-changed',
  'oss-access-denied',
  'oss-domain-required',
  'oss-credentials-rejected',
  'oss-clock-skewed',
  'oss-region-wrong',
  'oss-refused',
  'oss-answer-invalid',
  'oss-intermediary-answered',
  'oss-unreachable',
  'oss-not-implemented',
  'oss-throttled',
  'oss-unavailable',
  'too-many-calls',
  'oss-timed-out',
];

/** Derives the OpenAPI 3.1 document from the operation table. */
export function toOpenApi(): OpenApiDocument {
  const schemas = createSchemaWriter();
  const problem: Json = {
    description: 'What went wrong, by its code.',
    content: { 'application/problem+json': { schema: schemas.write(problemSchema, 'output') } },
  };
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, row] of Object.entries(operations) as [OperationName, Operation][]) {
    const item = (paths[row.path] ??= {});
    item[row.method.toLowerCase()] = toOperationItem(name, row, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Signpost',
      version: '1',
      description:
        'The console for Alibaba Cloud OSS symbolic links. Unknown request members are refused; ignore unknown response members.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { responses: { Problem: problem }, schemas: schemas.components() },
  };
}

function toOperationItem(name: OperationName, row: Operation, schemas: SchemaWriter): Json {
  return {
    operationId: name,
    summary: operationDocs[name].summary,
    parameters: [...toQueryParameters(row, schemas), ...toHeaderParameters(row)],
    ...(row.upload === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/octet-stream': {
                schema: { type: 'string', format: 'binary', maxLength: row.upload.maxBytes },
              },
            },
          },
        }),
    ...(row.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemas.write(row.body, 'input') } },
          },
        }),
    responses: toResponses(row, operationDocs[name], schemas),
    'x-signpost-right': row.right,
  };
}

function toQueryParameters({ query }: Operation, schemas: SchemaWriter): Json[] {
  if (query === undefined) return [];
  const schema = schemas.write(query, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: member,
  }));
}

function toHeaderParameters({ method, condition }: Operation): Json[] {
  const header = (name: string, required: boolean, description: string): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(method === 'GET' ? [] : [header(csrfHeader.name, true, `Always ${csrfHeader.value}.`)]),
    ...(condition === undefined
      ? []
      : [header('If-Match', condition === 'required', 'Token of the state that was seen.')]),
    ...(condition === 'create' ? [header('If-None-Match', false, '*: nothing stood there.')] : []),
  ];
}

function toResponses(row: Operation, { problems, partial }: OperationDocs, schemas: SchemaWriter): Json {
  const { answer, method } = row;
  const success: Json =
    answer === undefined
      ? { description: 'The bytes.', content: { 'application/octet-stream': {} } }
      : {
          description: 'Done.',
          content: { 'application/json': { schema: schemas.write(answer, 'output') } },
        };
  const codes = new Set([
    ...problems,
    ...ofAll,
    ...(method === 'GET' ? [] : ofWrites),
    ...(hasMember(row.query, 'connection') || hasMember(row.body, 'connection') ? ofConnections : []),
  ]);
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code]);
  const failures = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, names]): [string, Json] => [
      String(status),
      // Beside a reference, `description` takes the place of the component's own (OpenAPI 3.1, Reference Object).
      { $ref: '#/components/responses/Problem', description: names.join(', ') },
    ]);
  return {
    200: success,
    ...(hasMember(answer, 'change')
      ? { 202: { ...success, description: 'Sent, but the answer was lost: ask for the change again.' } }
      : {}),
    ...(partial === true ? { 206: { ...success, description: 'The part that Range asks for.' } } : {}),
    ...Object.fromEntries(failures),
  };
}

function hasMember(schema: z.ZodMiniType | undefined, name: string): boolean {
  const { shape, options } = (schema?._zod.def ?? {}) as { shape?: object; options?: z.ZodMiniType[] };
  return (shape !== undefined && name in shape) || options?.some((one) => hasMember(one, name)) === true;
}

interface SchemaWriter {
  /** A schema as the document has it: a reference where the schema has a name. */
  write(schema: z.ZodMiniType, io: 'input' | 'output'): Json;
  /** Every named schema that was written, by name. */
  components(): Record<string, Json>;
}

function createSchemaWriter(): SchemaWriter {
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

export { operationDocs } from './operation-docs.ts';
