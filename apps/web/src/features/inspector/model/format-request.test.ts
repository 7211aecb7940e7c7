import { describe, expect, it } from 'vitest';
import { formatReadRequest, formatRead } from './format-request.ts';

const place = { connection: 'demo', bucket: 'acme', key: 'cli/a b+1.txt', origin: 'http://127.0.0.1:7070' };

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
});
