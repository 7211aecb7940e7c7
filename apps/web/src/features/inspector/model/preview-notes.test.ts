import { describe, expect, it } from 'vitest';
import type { PreviewContent } from '../../../shared/queries/preview-queries.ts';
import { toPreviewNotes } from './preview-notes.ts';

const text = (more: Partial<PreviewContent & { kind: 'text' }> = {}): PreviewContent => ({
  kind: 'text',
  text: 'hello',
  whole: true,
  unpacked: false,
  ...more,
});
const png: PreviewContent = { kind: 'image', type: 'image/png' };

describe('bytes that are what they are called', () => {
  it.each([
    [text(), { key: 'notes.txt', contentType: 'text/plain' }],
    [text(), { key: 'VERSION', contentType: 'application/octet-stream' }],
    [png, { key: 'logo.PNG', contentType: 'image/png' }],
    [png, { key: 'logo', contentType: 'application/octet-stream' }],
    [{ kind: 'image', type: 'image/jpeg' } as const, { key: 'a/photo.jpeg' }],
    [text({ text: '' }), { key: 'empty.png', contentType: 'image/png' }],
  ])('need no word', (content, called) => {
    expect(toPreviewNotes(content, called)).toEqual([]);
  });
});

describe('bytes that are something else', () => {
  it.each([
    [png, { key: 'notes.txt' }, 'imageDespiteName'],
    [png, { key: 'photo.jpg', contentType: 'image/jpeg' }, 'imageDespiteName'],
    [png, { key: 'logo.png', contentType: 'text/html' }, 'imageDespiteName'],
    [text(), { key: 'logo.png' }, 'textDespiteName'],
    [text(), { key: 'logo', contentType: 'image/webp' }, 'textDespiteName'],
    [text({ text: '<!DOCTYPE html><script>' }), { key: 'notes.txt' }, 'neverRun'],
    [text({ text: '<svg onload="x()">' }), { key: 'logo.svg', contentType: 'image/svg+xml' }, 'neverRun'],
  ] as const)('are named so', (content, called, note) => {
    expect(toPreviewNotes(content, called)).toEqual([note]);
  });

  it('a page named as a picture is both', () => {
    const page = text({ text: '\n<html>' });
    expect(toPreviewNotes(page, { key: 'page.png' })).toEqual(['textDespiteName', 'neverRun']);
  });
});

it('says what was done to show a text', () => {
  expect(toPreviewNotes(text({ unpacked: true, whole: false }), { key: 'a.log' })).toEqual([
    'unpacked',
    'beginning',
  ]);
  expect(toPreviewNotes(text({ text: `e${'\u0301'.repeat(9)}` }), { key: 'a.txt' })).toEqual(['marks']);
});
