import { expect, test } from 'vitest';

import { formatRestore, isRestored, parseRestoreExpiry, parseRestoreState } from './restore-state.ts';

test.each([
  ['nothing', undefined, 'archived'],
  ['an empty header', '', 'archived'],
  ['an object that is being restored', formatRestore(), 'restoring'],
  ['an object with a readable copy', formatRestore('Thu, 04 Dec 2026 10:00:00 GMT'), 'restored'],
  ['other text', 'expiry-date="Thu, 04 Dec 2026 10:00:00 GMT"', 'archived'],
])('%s is read as its restore state', (_what, text, state) => {
  expect(parseRestoreState(text)).toBe(state);
  expect(isRestored(text)).toBe(state === 'restored');
});

test.each([
  [formatRestore('Fri, 04 Dec 2026 10:00:00 GMT'), new Date('2026-12-04T10:00:00Z')],
  [formatRestore(), undefined],
  [formatRestore('some day'), undefined],
  ['ongoing-request="false"', undefined],
  [undefined, undefined],
])('%s tells when its readable copy ends', (text, end) => {
  expect(parseRestoreExpiry(text)).toEqual(end);
});
