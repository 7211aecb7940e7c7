import type { OssClient } from '@signpost/oss-client';

/**
 * What stands before a key in its address for everyone. It is what our own calls go to, bucket domains included, but
 * for the internal endpoints of the vendor, which nobody reaches from outside.
 */
export async function findPublicUrl(client: Pick<OssClient, 'preview'>, bucket: string): Promise<string> {
  const { url } = await client.preview({
    operation: 'GetObject',
    method: 'GET',
    bucket,
    key: 'k',
    effect: 'read',
  });
  const address = new URL('.', url);
  address.hostname = address.hostname.replace(/-internal(?=\.aliyuncs\.com$)/, '');
  return address.href;
}
