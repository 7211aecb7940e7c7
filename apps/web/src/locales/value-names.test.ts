import { objectAcls, storageClasses } from '@signpost/oss-protocol/rules';
import { expect, test } from 'vitest';
import en from './en/common.json';
import zh from './zh-CN/common.json';

test("every storage class and ACL has the name of the vendor's console in Chinese", () => {
  expect(storageClasses.map((name) => zh.value.class[name])).toEqual([
    '标准存储',
    '低频访问',
    '归档存储',
    '冷归档',
    '深度冷归档',
  ]);
  expect(objectAcls.map((name) => zh.value.acl[name])).toEqual(['继承 Bucket', '私有', '公共读', '公共读写']);
});

test('in English they are spelled as in OSS', () => {
  expect(storageClasses.map((name) => en.value.class[name])).toEqual([...storageClasses]);
  for (const acl of objectAcls) expect(en.value.acl[acl].startsWith(acl)).toBe(true);
});
