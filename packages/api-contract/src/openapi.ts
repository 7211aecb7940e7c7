import type * as z from 'zod/mini';
import type { Operation, OperationDocs } from './operation.ts';
import { operationDocs } from './operation-docs.ts';
import { operations, type OperationName } from './operations.ts';
import { csrfHeader, idempotencyHeader } from './routes.ts';
import { createParameterWriter, type Parameter, type ParameterWriter } from './openapi-parameters.ts';
import { createSchemaWriter, type Json, type SchemaWriter } from './openapi-schemas.ts';
import { problemStatus, type ProblemCode } from './problem.ts';
import { problemSchema } from './schemas/problem.ts';

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
  'sign-in-required',
  'database-unavailable',
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
  'oss-v1-refused',
  'oss-address-refused',
  'oss-keys-unavailable',
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

/** Problems of every operation that takes a key. */
const ofKeyed: readonly ProblemCode[] = [
  'idempotency-key-reused',
  'request-in-progress',
  'database-unavailable',
];

type SharedProblems = 'Read' | 'Write' | 'ConnectionRead' | 'ConnectionWrite';

/** Problems that operations of one sort have in common: named once, so that the document stays small. */
const sharedProblems: Record<SharedProblems, readonly ProblemCode[]> = {
  Read: ofAll,
  Write: [...ofAll, ...ofWrites],
  ConnectionRead: [...ofAll, ...ofConnections],
  ConnectionWrite: [...ofAll, ...ofWrites, ...ofConnections, 'connection-read-only'],
};

/** Derives the OpenAPI 3.1 document from the operation table. */
export function toOpenApi(): OpenApiDocument {
  const schemas = createSchemaWriter();
  const parameters = createParameterWriter();
  const content: Json = {
    'application/problem+json': { schema: schemas.write(problemSchema, 'output') },
  };
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, row] of Object.entries(operations) as [OperationName, Operation][]) {
    const item = (paths[row.path] ??= {});
    item[row.method.toLowerCase()] = toOperationItem(name, row, { schemas, parameters });
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
    components: {
      parameters: parameters.share(),
      responses: toProblemResponses(content),
      schemas: schemas.components(),
    },
  };
}

function toOperationItem(
  name: OperationName,
  row: Operation,
  { schemas, parameters }: { schemas: SchemaWriter; parameters: ParameterWriter },
): Json {
  return {
    operationId: name,
    summary: operationDocs[name].summary,
    parameters: parameters.write([...toQueryParameters(row, schemas), ...toHeaderParameters(row)]),
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

function toQueryParameters({ query }: Operation, schemas: SchemaWriter): Parameter[] {
  if (query === undefined) return [];
  const schema = schemas.write(query, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: member,
  }));
}

function toHeaderParameters({ method, condition, keyed }: Operation): Parameter[] {
  const header = (name: string, required: boolean, description: string): Parameter => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(method === 'GET' ? [] : [header(csrfHeader.name, true, `Always ${csrfHeader.value}.`)]),
    ...(keyed === true
      ? [
          header(
            idempotencyHeader,
            false,
            'Any text of the caller: sent again with it within 24 hours, the same request is carried out once and answered the same.',
          ),
        ]
      : []),
    ...(condition === undefined
      ? []
      : [header('If-Match', condition === 'required', 'Token of the state that was seen.')]),
    ...(condition === 'create' ? [header('If-None-Match', false, '*: nothing is stored at the key.')] : []),
  ];
}

function toResponses(
  row: Operation,
  { problems, partial, media = 'application/octet-stream', mayEnd }: OperationDocs,
  schemas: SchemaWriter,
): Json {
  const { answer, method, keyed } = row;
  const success: Json =
    answer === undefined
      ? { description: 'The bytes.', content: { [media]: {} } }
      : {
          description: 'Done.',
          content: { 'application/json': { schema: schemas.write(answer, 'output') } },
        };
  const isConnected = hasMember(row.query, 'connection') || hasMember(row.body, 'connection');
  const shared: SharedProblems = `${isConnected ? 'Connection' : ''}${method === 'GET' ? 'Read' : 'Write'}`;
  const usual = toDescriptions(sharedProblems[shared]);
  const ofKeys = keyed === true ? ofKeyed : [];
  const failures = [...toDescriptions([...sharedProblems[shared], ...problems, ...ofKeys])]
    .sort(([a], [b]) => a - b)
    .map(([status, names]): [string, Json] => [
      String(status),
      names === usual.get(status)
        ? { $ref: `#/components/responses/${shared}Problem${status}` }
        : // Beside a reference, `description` takes the place of the component's own (OpenAPI 3.1, Reference Object).
          { $ref: '#/components/responses/Problem', description: names },
    ]);
  return {
    200: success,
    ...(hasMember(answer, 'change')
      ? { 202: { ...success, description: 'Sent, but the answer was lost: ask for the change again.' } }
      : {}),
    ...(mayEnd === true ? { 204: { description: 'It has ended: there is nothing more to be told.' } } : {}),
    ...(partial === true ? { 206: { ...success, description: 'The part that Range asks for.' } } : {}),
    ...Object.fromEntries(failures),
  };
}

/** The codes of each status, as text. */
function toDescriptions(codes: readonly ProblemCode[]): Map<number, string> {
  const byStatus = Map.groupBy(new Set(codes), (code) => problemStatus[code]);
  return new Map([...byStatus].map(([status, names]) => [status, [...names].sort().join(', ')]));
}

/** A response for each status of the shared problems, and one for what a single operation adds. */
function toProblemResponses(content: Json): Record<string, Json> {
  const shared = Object.entries(sharedProblems).flatMap(([name, codes]) =>
    [...toDescriptions(codes)].map(([status, description]): [string, Json] => [
      `${name}Problem${status}`,
      { description, content },
    ]),
  );
  return {
    Problem: { description: 'What went wrong, by its code.', content },
    ...Object.fromEntries(shared),
  };
}

function hasMember(schema: z.ZodMiniType | undefined, name: string): boolean {
  const { shape, options } = (schema?._zod.def ?? {}) as { shape?: object; options?: z.ZodMiniType[] };
  return (shape !== undefined && name in shape) || options?.some((one) => hasMember(one, name)) === true;
}

export { operationDocs } from './operation-docs.ts';
