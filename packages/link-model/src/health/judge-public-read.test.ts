import { describe, expect, it } from 'vitest';
import { judgePublicRead, type PublicRead, type PublicReadCase } from './judge-public-read.ts';

const base: PublicReadCase = { link: 'public-read', target: 'default', bucket: 'private', blocked: false };

describe('what the public gets through a link, by the ACLs', () => {
  it.each<[string, Partial<PublicReadCase>, PublicRead]>([
    ['a public link to an object of a private bucket', {}, 'refused'],
    [
      'a public link to a private object of a public bucket',
      { target: 'private', bucket: 'public-read' },
      'refused',
    ],
    ['a public link to a public object', { target: 'public-read-write' }, 'allowed'],
    [
      'a link and an object that inherit a public bucket',
      { link: 'default', bucket: 'public-read' },
      'allowed',
    ],
    [
      'the same where public access is blocked',
      { link: 'default', bucket: 'public-read', blocked: true },
      'refused',
    ],
    ['a private link, whatever the target', { link: 'private', target: 'public-read' }, 'private'],
    ['a link of a private bucket', { link: 'default', target: 'public-read' }, 'private'],
    ['a public link whose target may not be looked at', { target: undefined }, 'unknown'],
    [
      'a public link to a target that inherits a bucket that may not be asked',
      { bucket: undefined },
      'unknown',
    ],
    ['a link whose ACL is not known', { link: undefined }, 'unknown'],
    ['public ACLs where nobody knows of a block', { target: 'public-read', blocked: undefined }, 'unknown'],
  ])('%s', (_, more, expected) => {
    expect(judgePublicRead({ ...base, ...more })).toBe(expected);
  });
});
