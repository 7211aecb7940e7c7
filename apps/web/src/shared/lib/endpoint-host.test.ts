import { expect, it } from 'vitest';
import { toEndpointHost } from './endpoint-host.ts';

it.each([
  ['http://127.0.0.1:7071', '127.0.0.1:7071'],
  ['oss-cn-hangzhou.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com'],
  ['', undefined],
  [undefined, undefined],
])('the host of the endpoint %j is %j', (endpoint, host) => {
  expect(toEndpointHost(endpoint)).toBe(host);
});
