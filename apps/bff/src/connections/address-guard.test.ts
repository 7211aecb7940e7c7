import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SetupError } from '../config/setup-error.ts';
import { createAddressGuard, parseNetworks } from './address-guard.ts';

const strict = createAddressGuard({ allowed: [], isConfigured: false });
const configured = createAddressGuard({ allowed: [], isConfigured: true });
const host = 'oss.example.com';

describe('a connection that was made in the console', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.1.1',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
  ])('does not reach %s', (address) => {
    expect(strict(address, host)).toBe(false);
  });

  test.each(['8.8.8.8', '118.31.219.208', '2400:3200::1', '::ffff:8.8.8.8'])('reaches %s', (address) => {
    expect(strict(address, host)).toBe(true);
  });

  test('reaches the internal endpoints of Alibaba Cloud where they lie, and no other name there', () => {
    for (const internal of [
      'oss-cn-hangzhou-internal.aliyuncs.com',
      'bkt.oss-cn-hangzhou-internal.aliyuncs.com',
    ])
      expect(strict('100.118.28.52', internal), internal).toBe(true);
    for (const other of [
      host,
      'oss-cn-hangzhou.aliyuncs.com',
      'oss-cn-hangzhou-internal.aliyuncs.com.evil.com',
    ])
      expect(strict('100.118.28.52', other), other).toBe(false);
    expect(strict('10.0.0.1', 'oss-cn-hangzhou-internal.aliyuncs.com')).toBe(false);
  });

  test('reaches networks that are allowed', () => {
    const guard = createAddressGuard({
      allowed: ['10.1.0.0/16', '127.0.0.1', 'fd00::/8'],
      isConfigured: false,
    });
    for (const address of ['10.1.2.3', '127.0.0.1', '::ffff:10.1.2.3', 'fd00::1'])
      expect(guard(address, host), address).toBe(true);
    for (const address of ['10.2.0.1', '127.0.0.2', 'fe80::1'])
      expect(guard(address, host), address).toBe(false);
  });
});

describe('a connection that the operator configured', () => {
  test('reaches private networks, but nothing of the link', () => {
    for (const address of ['10.0.0.1', '127.0.0.1', '192.168.0.1', 'fd00::1', '100.64.0.1', '8.8.8.8'])
      expect(configured(address, host), address).toBe(true);
    for (const address of ['169.254.1.1', 'fe80::1', '0.0.0.0', '224.0.0.1'])
      expect(configured(address, host), address).toBe(false);
  });
});

test('the metadata server is reached by nobody', () => {
  const open = createAddressGuard({ allowed: ['0.0.0.0/0', '::/0'], isConfigured: true });
  for (const address of ['100.100.100.200', '169.254.169.254', '::ffff:100.100.100.200', 'fd00:ec2::254'])
    for (const guard of [strict, configured, open])
      for (const name of [host, 'oss-cn-hangzhou-internal.aliyuncs.com'])
        expect(guard(address, name), address).toBe(false);
});

test('what the strict guard allows, the other allows too', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      expect(configured(address, host) || !strict(address, host)).toBe(true);
    }),
  );
});

test('a list of networks', () => {
  expect(parseNetworks('X', ' 10.0.0.0/8, 127.0.0.1 ,::1')).toEqual(['10.0.0.0/8', '127.0.0.1', '::1']);
  for (const text of ['10.0.0.0/33', 'example.com', '10.0.0.0/8;x'])
    expect(() => parseNetworks('X', text), text).toThrow(SetupError);
});
