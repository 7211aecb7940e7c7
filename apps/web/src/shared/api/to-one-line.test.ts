import { expect, it } from 'vitest';
import { toOneLine } from './use-problem-text.ts';

it('puts a blank between two sentences, but not after a Chinese full stop', () => {
  expect(toOneLine({ what: 'It failed.', todo: 'Try again.' })).toBe('It failed. Try again.');
  expect(toOneLine({ what: '失败次数过多。', todo: '请稍后重试。' })).toBe('失败次数过多。请稍后重试。');
});
