import { describe, expect, it } from 'vitest';
import { formatReadLink, formatReadObject } from './format-request.ts';

const place = {
  connection: 'demo',
  bucket: 'acme',
  key: 'cli/a b+1.txt',
  origin: 'http://127.0.0.1:7070',
  publicUrl: 'https://acme.oss-cn-hangzhou.aliyuncs.com/',
};

describe('requests to copy', () => {
  it('ask where a link leads', () => {
    const { http, api, ossutil } = formatReadLink(place);
    expect(http.split('\n')).toEqual([
      'GET /cli/a%20b%2B1.txt?symlink HTTP/1.1',
      'host: acme.oss-cn-hangzhou.aliyuncs.com',
      'authorization: ***',
    ]);
    expect(api).toContain('key=cli%2Fa+b%2B1.txt');
    expect(ossutil).toBe("ossutil api get-symlink --bucket acme --key 'cli/a b+1.txt'");
  });

  it('have the bucket in the path where its endpoint takes no bucket names as hosts', () => {
    const { http } = formatReadLink({ ...place, publicUrl: 'http://127.0.0.1:7071/acme/' });
    expect(http.split('\n').slice(0, 2)).toEqual([
      'GET /acme/cli/a%20b%2B1.txt?symlink HTTP/1.1',
      'host: 127.0.0.1:7071',
    ]);
  });

  it('ask what an object is without asking it for a target', () => {
    const { http, ossutil } = formatReadObject(place);
    expect(http.split('\n')[0]).toBe('HEAD /cli/a%20b%2B1.txt HTTP/1.1');
    expect(ossutil).toBe("ossutil stat 'oss://acme/cli/a b+1.txt'");
  });
});
