import type { BucketFacts } from '@signpost/api-contract';
import type { OssutilLocation } from '@signpost/link-model/write';

/** What ossutil has to be told to reach a bucket, by its public address; nothing until that is known. */
export function toOssutilLocation(
  facts: Pick<BucketFacts, 'name' | 'publicUrl' | 'region'> | undefined,
): OssutilLocation | undefined {
  if (facts === undefined) return undefined;
  const { name, publicUrl, region } = facts;
  const { protocol, host, pathname } = new URL(publicUrl);
  const pathStyle = pathname === `/${name}/`;
  const endpointHost = host.startsWith(`${name}.`) ? host.slice(name.length + 1) : host;
  return { endpoint: `${protocol}//${endpointHost}`, region, pathStyle };
}
