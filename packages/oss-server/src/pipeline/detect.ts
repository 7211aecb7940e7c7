import type { SigningHeaders } from '@signpost/oss-protocol';

import { BUCKET_OPERATIONS, OBJECT_OPERATIONS, SERVICE_OPERATIONS } from '../operations/table.ts';
import type { OperationRow } from '../operations/table.ts';
import type { Operation } from './call.ts';
import { fault, notImplemented } from './oss-fault.ts';
import type { RequestQuery } from './request-query.ts';

export interface Detectable {
  method: string;
  bucket: string | undefined;
  key: string | undefined;
  query: RequestQuery;
  headers: SigningHeaders;
}

/** Finds the operation a request means: the method first, then the sub-resource, then headers. */
export function detect(request: Detectable): Operation {
  const rows =
    request.bucket === undefined
      ? SERVICE_OPERATIONS
      : request.key === undefined
        ? BUCKET_OPERATIONS
        : OBJECT_OPERATIONS;
  const candidates = rows.filter((row) => row.method === request.method);
  const row = candidates.find((candidate) => fits(candidate, request));
  if (row === undefined) {
    if (
      rows.some((other) => fits({ ...other, method: request.method }, request) && other.sub !== undefined)
    ) {
      throw notImplemented(`${request.method} on this resource`);
    }
    throw fault('MethodNotAllowed', {
      details: { Method: request.method, ResourceType: resourceType(request) },
    });
  }
  if (row.operation === undefined) throw notImplemented(row.name);
  return row.operation;
}

function fits(row: OperationRow, request: Detectable): boolean {
  const subs = row.sub === undefined ? [] : row.sub.split(' ');
  if (!subs.every((sub) => hasSub(request.query, sub))) return false;
  return row.header === undefined || request.headers.has(row.header);
}

/** `list-type=2` asks for a value, `acl` for the bare name. */
function hasSub(query: RequestQuery, sub: string): boolean {
  const equals = sub.indexOf('=');
  if (equals === -1) return query.has(sub);
  return query.get(sub.slice(0, equals)) === sub.slice(equals + 1);
}

function resourceType(request: Detectable): string {
  if (request.bucket === undefined) return 'Service';
  return request.key === undefined ? 'Bucket' : 'Object';
}
