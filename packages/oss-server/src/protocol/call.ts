import type { SigningHeaders } from '@signpost/oss-protocol';

import type { AccountBook, Identity } from './accounts.ts';
import type { Store } from '../store/store.ts';
import type { Reply } from './reply.ts';
import type { RequestBody } from './request-body.ts';
import type { RequestQuery } from './request-query.ts';

/** What operations need of the server they run in. */
export interface Site {
  store: Store;
  accounts: AccountBook;
  /** The server's own region. */
  region: string;
  /** The address by which clients reach a region, in the style they used for this request. */
  endpointOf(region: string, call: { hostname: string }): string;
}

/** One request, addressed and authenticated. */
export interface Call {
  site: Site;
  requestId: string;
  method: string;
  /** The right it needs, `oss:GetObject` and its like. */
  action: string;
  /** Host without port. */
  hostname: string;
  /** The region the request was sent to. */
  region: string;
  /** The region a V4 signature was made for. */
  signedRegion: string | undefined;
  bucket: string | undefined;
  key: string | undefined;
  query: RequestQuery;
  /** Header values as Unicode text. */
  headers: SigningHeaders;
  /** Header values as they came, one character per byte. */
  rawHeaders: ReadonlyMap<string, string>;
  /** Absent for anonymous requests. */
  identity: Identity | undefined;
  /** Signed in header or URL: what response-* overrides need. */
  signed: boolean;
  /** The server's clock at the start of the request, in milliseconds. */
  now: number;
  body: RequestBody;
}

/** One OSS operation. */
export interface Operation {
  /** As the vendor spells it; faults match on it. */
  name: string;
  run(call: Call): Reply | Promise<Reply>;
}
