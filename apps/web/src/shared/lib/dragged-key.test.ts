import { describe, expect, it } from 'vitest';
import { parseDraggedKey } from './dragged-key.ts';

describe('a key that was dropped', () => {
  it('is read whole, hidden characters too', () => {
    const dragged = { connection: 'c', bucket: 'b', key: 'a/\u202eb' };
    expect(parseDraggedKey(JSON.stringify(dragged))).toEqual(dragged);
  });

  it.each(['', 'text', 'null', '[]', '{"key":"a"}', '{"connection":"c","bucket":"b","key":""}', '"a"'])(
    'is nothing when %j was dropped',
    (text) => {
      expect(parseDraggedKey(text)).toBeUndefined();
    },
  );
});
