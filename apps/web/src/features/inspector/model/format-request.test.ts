import type { KeyState } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import { formatReadRequest, formatRead, formatWrite } from './format-request.ts';

const place = { connection: 'demo', bucket: 'acme', key: 'cli/a b+1.txt', origin: 'http://127.0.0.1:7070' };
const link: KeyState & { kind: 'link' } = {
  kind: 'link',
  facts: { etag: 'E', size: 7, lastModified: '2026-01-01T00:00:00Z' },
  link: {
    target: 'cli/工具.exe',
    headers: { known: true, value: { cacheControl: 'max-age=60' } },
    metadata: { known: true, value: { channel: 'latest' } },
    acl: { known: true, value: 'public-read' },
    tags: { known: true, value: { team: 'cli tools' } },
    storageClass: { known: true, value: 'Standard' },
  },
};

describe('requests to copy', () => {
  it('ask where a link leads', () => {
    const { http, api, ossutil } = formatRead(place);
    expect(http.split('\n')[0]).toBe('GET /cli/a%20b%2B1.txt?symlink HTTP/1.1');
    expect(api).toContain('key=cli%2Fa+b%2B1.txt');
    expect(ossutil).toBe("ossutil api get-symlink --bucket acme --key 'cli/a b+1.txt'");
  });

  it('ask what an object is without asking it for a target', () => {
    const { http, ossutil } = formatReadRequest(place);
    expect(http.split('\n')[0]).toBe('HEAD /cli/a%20b%2B1.txt HTTP/1.1');
    expect(ossutil).toBe("ossutil stat 'oss://acme/cli/a b+1.txt'");
  });

  it('write everything that the link has', () => {
    const { http, api, ossutil } = formatWrite(place, link, 'l.1');
    expect(http.split('\n')).toEqual([
      'PUT /cli/a%20b%2B1.txt?symlink HTTP/1.1',
      'Host: acme.<endpoint>',
      'Cache-Control: max-age=60',
      'x-oss-symlink-target: cli/%E5%B7%A5%E5%85%B7.exe',
      'x-oss-storage-class: Standard',
      'x-oss-object-acl: public-read',
      'x-oss-tagging: team=cli%20tools',
      'x-oss-meta-channel: latest',
      'Authorization: <signature>',
    ]);
    expect(api).toContain('if-match');
    expect(ossutil).toContain('--symlink-target cli/%E5%B7%A5%E5%85%B7.exe');
  });
});
