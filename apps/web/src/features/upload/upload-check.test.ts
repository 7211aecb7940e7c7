import { maxUpload } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import { ApiError, toApiError } from '../../shared/api/api-error.ts';
import { findObstacle, toUploadFailure } from './upload-check.ts';

const object: KeyState = {
  kind: 'object',
  facts: { etag: 'E', lastModified: '', size: 3 },
  storageClass: 'Standard',
  type: 'Normal',
  headers: {},
  metadata: {},
};
const form = { file: { size: 1 }, key: 'a.txt', state: { kind: 'absent' } as KeyState, proven: false };

describe('what stands in the way of an upload', () => {
  it('is nothing where nothing is stored', () => {
    expect(findObstacle(form)).toBeUndefined();
  });

  it('is the size from one byte above the bound on', () => {
    expect(findObstacle({ ...form, file: { size: maxUpload } })).toBeUndefined();
    expect(findObstacle({ ...form, file: { size: maxUpload + 1 } })).toBe('tooLarge');
  });

  it('is a link, whatever was typed; an object until it was named', () => {
    const link = { kind: 'link' } as KeyState;
    expect(findObstacle({ ...form, state: link, proven: true })).toBe('link');
    expect(findObstacle({ ...form, state: object })).toBe('proof');
    expect(findObstacle({ ...form, state: object, proven: true })).toBeUndefined();
  });

  it.each(['/leads', 'x'.repeat(1024), 'line\nbreak'])('is a key that OSS does not take', (key) => {
    expect(findObstacle({ ...form, key })).toBe('keyInvalid');
  });

  it('is a key that has not been looked at', () => {
    expect(findObstacle({ ...form, state: undefined })).toBe('look');
    expect(findObstacle({ ...form, key: '', state: undefined })).toBe('key');
    expect(findObstacle({ ...form, file: undefined })).toBe('file');
  });
});

describe('why an upload was refused', () => {
  it('is told by status when a proxy refuses with a page of its own', () => {
    expect(toUploadFailure(toApiError(413, '<html>'))).toBe('size');
    expect(toUploadFailure(toApiError(411, undefined))).toBe('length');
  });

  it('is a change when anything came between', () => {
    expect(toUploadFailure(new ApiError('key-taken', { status: 412 }))).toBe('changed');
    expect(toUploadFailure(new ApiError('state-changed', { status: 412 }))).toBe('changed');
  });

  it('is a standstill where bytes stopped coming', () => {
    expect(toUploadFailure(new ApiError('upload-stalled', { status: 400 }))).toBe('stalled');
  });

  it.each(['network', 'internal', 'oss-unreachable', 'oss-timed-out', 'oss-intermediary-answered'] as const)(
    'is unknown with %s: the object may be there',
    (code) => {
      expect(toUploadFailure(new ApiError(code))).toBe('lost');
    },
  );

  it('is left to the code otherwise', () => {
    expect(toUploadFailure(new ApiError('oss-unavailable'))).toBeUndefined();
    expect(toUploadFailure(new TypeError('x'))).toBeUndefined();
  });
});
