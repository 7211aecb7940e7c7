import type { Request, RequestHandler } from 'express';
import { invalidRequest } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** Names and origins Signpost answers under, computed once the port is known. */
export interface OwnNames {
  hosts: ReadonlySet<string>;
  origins: ReadonlySet<string>;
}

/** Loopback names and the address listened on, with the port, and the public URL's where one is configured. */
export function toOwnNames({
  host,
  port,
  publicUrl,
  tls,
}: {
  host: string;
  port: number;
  publicUrl?: string | undefined;
  tls?: object | undefined;
}): OwnNames {
  const names = ['127.0.0.1', 'localhost', '[::1]', toUrlHost(host).toLowerCase()];
  const scheme = tls === undefined ? 'http' : 'https';
  const usual = tls === undefined ? 80 : 443;
  const hosts = new Set(
    names.flatMap((name) => (port === usual ? [name, `${name}:${usual}`] : [`${name}:${port}`])),
  );
  const origins = new Set(names.map((name) => new URL(`${scheme}://${name}:${port}`).origin));
  if (publicUrl !== undefined) {
    hosts.add(new URL(publicUrl).host);
    origins.add(publicUrl);
  }
  return { hosts, origins };
}

/** A host as it stands in an address: IPv6 in brackets. */
export function toUrlHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

/**
 * Answers 421 under any other name. DNS rebinding points a stranger's name at loopback, and a console without login
 * would then serve cloud keys to the stranger's page.
 */
export function hostAllowList(names: () => OwnNames): RequestHandler {
  return (req, _res, next) => {
    const refusal = refuseAmbiguous(req);
    if (refusal !== undefined) {
      next(refusal);
      return;
    }
    const host = req.headers.host?.toLowerCase();
    next(host !== undefined && names().hosts.has(host) ? undefined : new ProblemError('host-not-allowed'));
  };
}

/**
 * A request that names its host twice, in two Host headers or in its address as well, may be read otherwise by a proxy
 * in between (RFC 9112, section 3.2).
 */
function refuseAmbiguous({ rawHeaders, originalUrl }: Request): ProblemError | undefined {
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return invalidRequest('#/headers/host', 'given-twice');
  return originalUrl.startsWith('/') ? undefined : invalidRequest('#', 'wrong-form', { form: '/path?query' });
}
