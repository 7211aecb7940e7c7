import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEvents } from './parse-events.ts';

const oss = (key: string) => ({ bucket: { name: 'releases' }, object: { key } });
const told = (...keys: string[]) => keys.map((key) => ({ bucket: 'releases', key }));

test('takes the messages of OSS and those of EventBridge, one or several', () => {
  const events = [
    { eventName: 'ObjectCreated:PutSymlink', oss: oss('latest') },
    { eventName: 'ObjectRemoved:DeleteObject', oss: oss('old') },
    { eventName: 'ObjectAccessed:GetObject', oss: oss('read') },
  ];
  expect(parseEvents({ events })).toEqual(told('latest', 'old'));
  const cloudEvent = (type: string, key: string) => ({ specversion: '1.0', type, data: { oss: oss(key) } });
  expect(parseEvents(cloudEvent('oss:ObjectCreated:PutSymlink', 'latest'))).toEqual(told('latest'));
  expect(
    parseEvents([
      cloudEvent('oss:ObjectCreated:PutObject', 'a'),
      cloudEvent('oss:ObjectRemoved:DeleteObjects', 'b'),
      cloudEvent('ecs:Instance:StateChange', 'c'),
    ]),
  ).toEqual(told('a', 'b'));
});

test('names a key both ways where it may be percent-encoded', () => {
  const of = (key: string) =>
    parseEvents({ events: [{ eventName: 'ObjectCreated:PutObject', oss: oss(key) }] });
  expect(of('dir%2F%E4%B8%AD')).toEqual(told('dir%2F%E4%B8%AD', 'dir/中'));
  expect(of('100%')).toEqual(told('100%'));
  expect(of('')).toEqual([]);
});

test('finds no key in anything else', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => parseEvents(value).length === 0));
  for (const wrong of [
    { events: 'x' },
    { events: [null, {}, { eventName: 'ObjectCreated:PutObject' }] },
    { events: [{ eventName: 3, oss: oss('a') }] },
    { type: 'oss:ObjectCreated:PutObject', data: { oss: { bucket: {}, object: { key: 'a' } } } },
  ])
    expect(parseEvents(wrong)).toEqual([]);
});
