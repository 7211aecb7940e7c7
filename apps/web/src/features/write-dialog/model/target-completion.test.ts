import { describe, expect, it } from 'vitest';
import { completeByTab, toSharedStart } from './target-completion.ts';

describe('Tab in the target field', () => {
  it('goes as far as all candidates agree', () => {
    expect(completeByTab('cli/2', ['cli/2.12.0/', 'cli/2.13.2/', 'cli/2.14.0/'], undefined)).toEqual({
      text: 'cli/2.1',
      whole: false,
    });
  });

  it('takes the only candidate whole', () => {
    expect(completeByTab('cli/cha', ['cli/channels.json'], undefined)).toEqual({
      text: 'cli/channels.json',
      whole: true,
    });
    expect(completeByTab('cli/2.14', ['cli/2.14.0/'], undefined)).toEqual({
      text: 'cli/2.14.0/',
      whole: false,
    });
  });

  it('takes the marked candidate', () => {
    expect(completeByTab('cli/2', ['cli/2.1/', 'cli/2.2/'], 'cli/2.2/')).toEqual({
      text: 'cli/2.2/',
      whole: false,
    });
  });

  it('leaves the key to the browser where it has nothing to add', () => {
    expect(completeByTab('cli/2.1', ['cli/2.12.0/', 'cli/2.13.2/'], undefined)).toBeUndefined();
    expect(completeByTab('cli/x', ['cli/x'], undefined)).toBeUndefined();
    expect(completeByTab('cli/x', [], undefined)).toBeUndefined();
    expect(completeByTab('cli/x', ['cli/x'], 'cli/x')).toBeUndefined();
  });

  it('never ends inside a character', () => {
    expect(toSharedStart(['a\u{1f600}', 'a\u{1f601}'])).toBe('a');
  });
});
