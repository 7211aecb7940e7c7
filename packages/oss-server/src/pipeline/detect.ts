import { isV1SubResource } from '@signpost/oss-protocol';
import type { SigningHeaders } from '@signpost/oss-protocol';

import {
  BUCKET_OPERATIONS,
  COMMON_PARAMETERS,
  OBJECT_OPERATIONS,
  SERVICE_OPERATIONS,
} from '../operations/table.ts';
import type { OperationRow } from '../operations/table.ts';
import type { Operation } from '../protocol/call.ts';
import { fault, notImplemented } from '../protocol/oss-fault.ts';
import type { RequestQuery } from '../protocol/request-query.ts';

export interface Detectable {
  method: string;
  bucket: string | undefined;
  key: string | undefined;
  query: RequestQuery;
  headers: SigningHeaders;
}

/**
 * Finds the operation a request means: the method first, then the sub-resource, then headers.
 * @throws OssFault NotImplemented when the query holds a name the operation has no use for
 */
export function detect(request: Detectable): Operation {
  const rows =
    request.bucket === undefined
      ? SERVICE_OPERATIONS
      : request.key === undefined
        ? BUCKET_OPERATIONS
        : OBJECT_OPERATIONS;
  const row = rows.find((candidate) => candidate.method === request.method && fits(candidate, request));
  const foreign = request.query.names().find((name) => !understands(row, name, request.query.get(name)));
  if (foreign !== undefined) {
    throw notImplemented(`The parameter "${foreign}" of ${row?.name ?? request.method}`);
  }
  if (row === undefined) {
    throw fault('MethodNotAllowed', {
      details: { Method: request.method, ResourceType: resourceType(request) },
    });
  }
  if (row.operation === undefined) throw notImplemented(row.name);
  return row.operation;
}

/** Whether row's conditions hold: `list-type=2` asks for a value, `acl` for the bare name. */
function fits(row: OperationRow, request: Detectable): boolean {
  const found = [...row.sub].every(([name, value]) =>
    value === undefined ? request.query.has(name) : request.query.get(name) === value,
  );
  return found && (row.header === undefined || request.headers.has(row.header));
}

function understands(row: OperationRow | undefined, name: string, value: string | undefined): boolean {
  if (COMMON_PARAMETERS.has(name)) return true;
  if (row === undefined) return false;
  if (row.sub.has(name) || row.takes.has(name)) return true;
  // A sub-resource is a word without a value, or one that the clients sign. `?v=3` and `?1700000000` are none.
  return row.ignoresUnknown === true && (value !== undefined || /^\d+$/.test(name)) && !isV1SubResource(name);
}

function resourceType(request: Detectable): string {
  if (request.bucket === undefined) return 'Service';
  return request.key === undefined ? 'Bucket' : 'Object';
}
