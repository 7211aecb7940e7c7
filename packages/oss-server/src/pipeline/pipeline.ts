import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { formatHttpDate, signingHeadersFromRaw } from '@signpost/oss-protocol';

import type { AccountBook } from '../protocol/accounts.ts';
import type { ActiveFault, FaultInjector } from '../faults/fault-injector.ts';
import { afterFaults, beforeFaults, bodyFaultOf } from '../faults/apply-faults.ts';
import { actionOf } from '../rules/actions.ts';
import { assertBucketExists } from '../rules/bucket-lookup.ts';
import { assertKey } from '../rules/object-names.ts';
import { assertTrafficLimit } from '../rules/traffic-limit.ts';
import { DailyWork } from '../settings/daily-work.ts';
import { notificationHeader } from '../settings/notification.ts';
import type { Store } from '../store/store.ts';
import { readAddress } from './address.ts';
import type { AddressRules } from './address.ts';
import { createAuthenticator } from './authenticate.ts';
import type { Call, Site } from '../protocol/call.ts';
import { detect } from './detect.ts';
import { endpointOf } from './endpoint.ts';
import { errorReply } from './error-reply.ts';
import { explainFailure } from './explain-failure.ts';
import { fault } from '../protocol/oss-fault.ts';
import { render } from '../protocol/render.ts';
import type { Reply } from '../protocol/reply.ts';
import { RequestBody } from '../protocol/request-body.ts';
import { createRequestId } from './request-id.ts';
import { RequestQuery } from '../protocol/request-query.ts';

export interface PipelineSite {
  store: Store;
  accounts: AccountBook;
  faults: FaultInjector;
  rules: AddressRules;
  now: () => number;
  /** Takes one line about a request that failed on this server's side. */
  log: (line: string) => void;
  region: string;
  host: string;
  /** Listening port by region; filled while the servers start. */
  ports: ReadonlyMap<string, number>;
}

export interface Arrival {
  /** The region of the port the request came in by. */
  region: string;
  /** The client waits for `100 Continue` before it sends the body. */
  waits?: boolean;
}

export type Pipeline = (
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
) => Promise<void>;

/** The road of every request: address, authenticate, detect, screen, run, render. */
export function createPipeline(site: PipelineSite): Pipeline {
  const authenticate = createAuthenticator(site.accounts);
  const daily = new DailyWork(site.store);
  const callSite: Site = {
    store: site.store,
    accounts: site.accounts,
    region: site.region,
    endpointOf: (region, call) => endpointOf(site, { region, hostname: call.hostname }),
  };

  return async (request, response, arrival) => {
    const started = performance.now();
    const now = site.now();
    const requestId = createRequestId(now);
    const method = request.method ?? 'GET';
    let hostname = '';
    let continued = arrival.waits !== true;
    const goOn = () => {
      if (!continued) response.writeContinue();
      continued = true;
    };
    let active: ActiveFault[] = [];
    let reply: Reply;
    let operationName: string | undefined;
    try {
      if (request.headers.host === undefined && request.httpVersion === '1.1') {
        throw fault('BadRequest', { message: 'The Host header is missing.', ec: '' });
      }
      const address = readAddress(request.url ?? '/', request.headers.host ?? '', site.rules);
      hostname = address.hostname;
      const headers = signingHeadersFromRaw(request.rawHeaders);
      const query = new RequestQuery(address.rawQuery);
      assertBucketExists(site.store.read, method, address.candidates);
      const proof = authenticate({ method, query, headers, candidates: address.candidates }, new Date(now));
      const { bucket, key } = proof.candidate;
      const operation = detect({ method, bucket, key, query, headers });
      operationName = operation.name;
      if (key !== undefined) assertKey(key, method);
      assertTrafficLimit({ headers, query });
      const call: Call = {
        site: callSite,
        requestId,
        method,
        action: actionOf(operation.name, query.get('versionId') !== undefined),
        hostname,
        // An acceleration endpoint serves all regions: the signature says which is meant.
        region:
          address.hostRegion ?? (address.accelerated ? proof.signedRegion : undefined) ?? arrival.region,
        signedRegion: proof.signedRegion,
        bucket,
        key,
        query,
        headers,
        rawHeaders: rawHeaderMap(request.rawHeaders),
        identity: proof.identity,
        signed: proof.identity !== undefined,
        now,
        body: new RequestBody(request, goOn),
      };
      active = site.faults.strike({ operation: operation.name, method, bucket, key });
      const early = await beforeFaults(active, {
        response,
        context: { operation: operation.name, method, bucket, key },
      });
      if (early === 'gone') return;
      await daily.runIfDue(bucket, now);
      reply = await operation.run(call);
      const told = { operation: operation.name, bucket: bucket, key };
      Object.assign(reply.headers, notificationHeader(site.store.read, told));
      if ((await afterFaults(active, response)) === 'gone') return;
    } catch (error) {
      if (response.destroyed || request.errored) return;
      const failure = explainFailure(error);
      if (failure.cause !== undefined) {
        site.log(`${operationName ?? method} ${requestId}: ${failure.cause}`);
      }
      reply = errorReply(failure.fault, { requestId, hostname, method });
      // The rest of the packet that was being parsed may bring the end of the body.
      await nextTurn();
    }
    // Before the end of the body it is unknown where the next request starts.
    const unread = continued && !request.complete;
    if (unread || !continued) reply.headers['Connection'] = 'close';
    reply.headers['Server'] = 'AliyunOSS';
    reply.headers['Date'] = formatHttpDate(new Date(now));
    reply.headers['x-oss-request-id'] = requestId;
    reply.headers['x-oss-server-time'] = String(Math.round(performance.now() - started));
    response.sendDate = false;
    try {
      await render(response, reply, { bodyFault: bodyFaultOf(active, reply), unread });
    } catch {
      // The head is out: a broken answer can only be cut off.
      response.destroy();
    }
  };
}

function rawHeaderMap(rawHeaders: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    const earlier = headers.get(name);
    headers.set(
      name,
      earlier === undefined ? rawHeaders[index + 1]! : `${earlier},${rawHeaders[index + 1]!}`,
    );
  }
  return headers;
}
