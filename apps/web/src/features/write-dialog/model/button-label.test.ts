import { describe, expect, it } from 'vitest';
import { toButtonLabel } from './button-label.ts';

describe('the name of the button', () => {
  it('says action, object and target, without the folder both share', () => {
    expect(
      toButtonLabel({ action: 'repoint', key: 'cli/latest.tgz', target: 'cli/2.14.0/cli.tgz', findings: [] }),
    ).toEqual({ id: 'repoint', values: { name: 'latest.tgz', target: '2.14.0/cli.tgz', size: 0 } });
  });

  it('says what is replaced, and how large it is', () => {
    const label = toButtonLabel({
      action: 'create',
      key: 'x',
      target: 'y',
      findings: [
        {
          level: 'prove',
          code: 'replaces-object',
          size: 12,
          etag: 'E',
          lastModified: '',
          recoverable: false,
        },
      ],
    });
    expect(label).toMatchObject({ id: 'replace', values: { name: 'x', size: 12 } });
  });

  it('says what is deleted: a link, or an object and how large it is', () => {
    const findings = [
      { level: 'prove', code: 'deletes-object', size: 12, etag: 'E', lastModified: '', recoverable: false },
    ] as const;
    expect(toButtonLabel({ action: 'delete', key: 'x', target: null, findings: [] }).id).toBe('delete');
    expect(toButtonLabel({ action: 'delete-object', key: 'x', target: null, findings })).toMatchObject({
      id: 'delete-object',
      values: { name: 'x', size: 12 },
    });
  });

  it('tells writing a new link from taking over an existing one', () => {
    const findings = [{ level: 'choose', code: 'moves-link', from: 'z' }] as const;
    expect(toButtonLabel({ action: 'create', key: 'x', target: 'y', findings }).id).toBe('take-over');
    expect(toButtonLabel({ action: 'create', key: 'x', target: 'y', findings: [] }).id).toBe('create');
  });

  it('names the kinds of undo', () => {
    const object = {
      kind: 'object',
      facts: { etag: 'E', size: 12, lastModified: '' },
      storageClass: 'Standard',
      type: 'Normal',
      headers: {},
      metadata: {},
    } as const;
    expect(
      toButtonLabel({ action: 'undo', key: 'x', target: null, findings: [], back: object }),
    ).toMatchObject({
      id: 'undo-restore',
      values: { size: 12 },
    });
    const moves = [{ level: 'note', code: 'moves-link', from: 'z' }] as const;
    expect(toButtonLabel({ action: 'undo', key: 'x', target: null, findings: [] }).id).toBe('undo-delete');
    expect(toButtonLabel({ action: 'undo', key: 'x', target: 'y', findings: [] }).id).toBe('undo-put');
    expect(toButtonLabel({ action: 'undo', key: 'x', target: 'y', findings: moves }).id).toBe('undo-repoint');
  });

  it('shows hidden characters of a key', () => {
    expect(toButtonLabel({ action: 'delete', key: 'a\u202eb', target: null, findings: [] }).values.name).toBe(
      'a‹U+202E›b',
    );
  });
});
