import type * as z from 'zod/mini';
import type { ProblemCode } from './problem.ts';

/** What a grant can allow. */
export const grantedRights = [
  'connection.list',
  'bucket.list',
  'object.list',
  'object.read',
  'object.write',
  'object.delete',
  /** Costs money: OSS charges for what is retrieved. */
  'object.restore',
  'link.read',
  'link.create',
  'link.repoint',
  'link.delete',
  /** Costs calls to OSS: one for each thousand keys and one for each link. */
  'scan.run',
  'change.read',
  'audit.read',
  'plan.read',
  'plan.write',
  'plan.apply',
  /** Users, groups and grants. */
  'account.manage',
  /** Endpoints, keys, and whether a connection may be written to. */
  'connection.manage',
] as const;

export type GrantedRight = (typeof grantedRights)[number];

/** What somebody must be allowed to do for an operation. `public` needs nobody, `account.own` anyone who is signed in. */
export type Right = 'public' | 'account.own' | GrantedRight;

/** What integrators are told of an operation. Apart from the table, since the console needs none of it. */
export interface OperationDocs {
  summary: string;
  /** Problems an integrator should expect, beyond those every operation can answer. */
  problems: readonly ProblemCode[];
  /** Parts of the bytes are served: Range is honoured. */
  partial?: true;
  /** Type of the bytes, where it is always the same. */
  media?: string;
  /** 204: there is nothing more to be told. */
  mayEnd?: true;
}

type Schema = z.ZodMiniType;

/**
 * One row of the operation table. Router, typed client, OpenAPI and the rights test are derived from it.
 * `right` is what the route asks for first; an operation may ask for more once it knows what is stored at the key.
 */
export interface Operation<
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Answer extends Schema = Schema,
> {
  method: 'GET' | 'POST' | 'PATCH';
  path: `/api/v1/${string}` | '/healthz' | '/readyz';
  right: Right;
  /**
   * The right is asked for somewhere in the bucket, prefix or connection that the request names, not for the whole of
   * it: the operation itself tells and does no more than the actor may.
   */
  partly?: true;
  query?: Query;
  body?: Body;
  /** The body is bytes, at most this many, with a Content-Length; its type is `application/octet-stream`. */
  upload?: { maxBytes: number };
  /** `required`: the request must carry `If-Match`; `create`: `If-Match` or `If-None-Match: *`. */
  condition?: 'required' | 'create';
  /** Takes `Idempotency-Key`: sent again with the same key, it is carried out once and answered the same. */
  keyed?: true;
  /** Absent: the answer is a byte stream. */
  answer?: Answer;
}

/** Keeps the literal types of one row. */
export function operation<const O extends Operation>(row: O): O {
  return row;
}
