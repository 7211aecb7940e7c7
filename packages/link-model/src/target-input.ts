/** How a typed or pasted text was understood. */
export type InterpretedTarget =
  | { ok: true; key: string; how: 'key' | 'oss-path' | 'url' | 'presigned-url' }
  | { ok: false; why: 'other-bucket'; bucket: string; key: string }
  | { ok: false; why: 'no-key' | 'unknown-host' | 'malformed' };

/** Where the text is typed, and how hosts are told: `domains` maps a bucket's own domains to its name. */
export interface TargetInputScope {
  bucket: string;
  /** Host (with port) of the connection's endpoint: path-style URLs on it name the bucket first. */
  endpointHost?: string | undefined;
  domains?: Readonly<Record<string, string>> | undefined;
}

const vendorHost = /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.(?:oss-[a-z0-9-]+|[a-z0-9-]+\.oss)\.aliyuncs\.com$/;

/**
 * Understands what people paste into a target field: a key as it is, `oss://bucket/key`, a public or a presigned URL.
 * A key is never decoded: `%2F` in it may be meant. The query of a URL, which may hold a signature, is dropped at once.
 */
export function interpretTarget(text: string, scope: TargetInputScope): InterpretedTarget {
  const trimmed = text.trim();
  const ossPath = /^oss:\/\/([^/]*)\/?(.*)$/s.exec(trimmed);
  if (ossPath !== null) return locate(ossPath[1] ?? '', ossPath[2] ?? '', { how: 'oss-path', scope });
  if (/^https?:\/\//i.test(trimmed)) return interpretUrl(trimmed, scope);
  return { ok: true, key: text, how: 'key' };
}

function interpretUrl(text: string, scope: TargetInputScope): InterpretedTarget {
  const parts = /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(text);
  if (parts === null) return { ok: false, why: 'malformed' };
  const host = (parts[1] ?? '').toLowerCase().replace(/^.*@/, '');
  const path = decodePath((parts[2] ?? '').replace(/^\//, ''));
  if (path === undefined) return { ok: false, why: 'malformed' };
  const how = /[?&](x-oss-signature|signature)=/i.test(parts[3] ?? '') ? 'presigned-url' : 'url';
  const found = findBucket(host, path, scope);
  return found === undefined
    ? { ok: false, why: 'unknown-host' }
    : locate(found.bucket, found.key, { how, scope });
}

function findBucket(
  host: string,
  path: string,
  scope: TargetInputScope,
): { bucket: string; key: string } | undefined {
  const own = scope.domains?.[host];
  if (own !== undefined) return { bucket: own, key: path };
  const vendor = vendorHost.exec(host.replace(/:\d+$/, ''));
  if (vendor !== null) return { bucket: vendor[1] ?? '', key: path };
  if (scope.endpointHost === undefined) return undefined;
  if (host === scope.endpointHost) {
    const slash = path.indexOf('/');
    return slash < 0
      ? { bucket: path, key: '' }
      : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
  }
  const suffix = `.${scope.endpointHost}`;
  return host.endsWith(suffix) ? { bucket: host.slice(0, -suffix.length), key: path } : undefined;
}

function locate(
  bucket: string,
  key: string,
  { how, scope }: { how: 'oss-path' | 'url' | 'presigned-url'; scope: TargetInputScope },
): InterpretedTarget {
  if (bucket === '') return { ok: false, why: 'malformed' };
  if (bucket !== scope.bucket) return { ok: false, why: 'other-bucket', bucket, key };
  return key === '' ? { ok: false, why: 'no-key' } : { ok: true, key, how };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
