import type { WriteView } from '@signpost/api-contract';
import type { OssAdmin } from '@signpost/oss-server';

/** A bucket with two versions of a file that links can lead to. */
export function putVersions(admin: OssAdmin, bucket: string): void {
  admin.putBucket({ name: bucket });
  const described = { contentType: 'text/plain', contentEncoding: 'identity' };
  admin.putObject({ bucket, key: 'v1/app.txt', body: 'one', ...described });
  admin.putObject({ bucket, key: 'v2/app.txt', body: 'two two', ...described });
}

/** A link on which everything is set that PutSymlink can set. */
export function putFullLink(admin: OssAdmin, bucket: string): void {
  admin.putSymlink({
    bucket,
    key: 'app.txt',
    target: 'v1/app.txt',
    acl: 'public-read',
    tagging: { team: 'cli', 'a b': '+=' },
    metadata: { channel: 'latest' },
    storageClass: 'IA',
    contentType: 'text/plain',
    contentEncoding: 'identity',
    contentDisposition: 'inline',
    contentLanguage: 'zh-CN',
    cacheControl: 'max-age=60',
    expires: 'Thu, 01 Jan 2099 00:00:00 GMT',
  });
}

/** The link of a view, where it is one. */
export function linkOf(view: WriteView | undefined): object | undefined {
  return view?.state.kind === 'link' ? view.state.link : undefined;
}
