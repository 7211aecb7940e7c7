import { describe, expect, it } from 'vitest';
import { isAffected } from './affected-queries.ts';

const written = { connection: 'demo', bucket: 'acme', key: 'cli/latest.tgz' };
const scope = ['connection', 'demo', 'bucket', 'acme'];

describe('what a write makes stale', () => {
  it.each([
    ['the page of its folder', [...scope, 'page', { prefix: 'cli/' }], undefined, true],
    ['the page of the top', [...scope, 'page', { prefix: '' }], undefined, true],
    ['the page of another folder', [...scope, 'page', { prefix: 'sdk/' }], undefined, false],
    ['its own look-up', [...scope, 'resolved-link', 'cli/latest.tgz', 'E'], undefined, true],
    ['a link that leads to it', [...scope, 'resolved-link', 'a', 'E'], { target: 'cli/latest.tgz' }, true],
    ['a neighbour', [...scope, 'resolved-link', 'cli/beta.tgz', 'E'], { target: 'x' }, false],
    ['its own view', [...scope, 'view', 'cli/latest.tgz'], undefined, true],
    [
      'the view of a link at it',
      [...scope, 'view', 'a'],
      { link: { target: { key: 'cli/latest.tgz' } } },
      true,
    ],
    ['the view of something else', [...scope, 'view', 'a'], { link: { target: { key: 'b' } } }, false],
    ['completions that begin like it', [...scope, 'completion', 'cli/l'], undefined, true],
    ['other completions', [...scope, 'completion', 'cli/m'], undefined, false],
    ['the changes of the connection', ['connection', 'demo', 'changes', 'page'], undefined, true],
    ['another bucket', ['connection', 'demo', 'bucket', 'other', 'page', { prefix: '' }], undefined, false],
    ['another connection', ['connection', 'prod', 'changes', 'page'], undefined, false],
    ['the list of buckets', ['connection', 'demo', 'buckets'], undefined, false],
  ])('%s', (_what, queryKey, data, affected) => {
    expect(isAffected({ queryKey, data }, written)).toBe(affected);
  });
});
