import type { OssClient } from '@signpost/oss-client';

type PublicClient = Pick<OssClient, 'preview' | 'placeOf' | 'publicEndpoint'>;

/** What stands before a key in its address for everyone. */
export async function findPublicUrl(client: PublicClient, bucket: string): Promise<string> {
  return new URL('.', await findPublicUrlOf(client, { bucket, key: 'k' })).href;
}

/**
 * The address of a key for everyone. It is what our own calls go to, bucket domains included, but for an endpoint that
 * nobody reaches from outside: the public one of the connection then, or the vendor's.
 */
export async function findPublicUrlOf(
  client: PublicClient,
  { bucket, key }: { bucket: string; key: string },
): Promise<string> {
  const { url } = await client.preview({
    operation: 'GetObject',
    method: 'GET',
    bucket,
    key,
    effect: 'read',
  });
  const address = new URL(url);
  const endpoint = new URL(client.placeOf(bucket).endpoint);
  // A bucket with a domain of its own is reached by that.
  if (client.publicEndpoint !== undefined && address.host.endsWith(endpoint.host)) {
    const offered = new URL(client.publicEndpoint);
    const host = `${address.host.slice(0, -endpoint.host.length)}${offered.host}`;
    return `${offered.protocol}//${host}${address.pathname}`;
  }
  address.hostname = address.hostname.replace(/-internal(?=\.aliyuncs\.com$)/, '');
  return address.href;
}
