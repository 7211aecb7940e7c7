import { describe, expect, it } from 'vitest';
import { compareHealth, healths, toHealth, type Health, type TargetLook } from './health.ts';

const object = (storageClass: string, more: object = {}): TargetLook => ({
  found: 'object',
  storageClass,
  restored: false,
  ...more,
});

describe('health of a link', () => {
  it.each<[string, TargetLook, string]>([
    ['a link at itself before anything else', object('Standard'), 'self'],
    ['a link at itself even where nothing could be looked at', { found: 'forbidden', by: 'oss' }, 'self'],
  ])('calls %s a loop', (_, look, health) => {
    expect(toHealth('a', 'a', look)).toBe(health);
  });

  it.each<[string, TargetLook, string]>([
    ['a readable object', object('Standard'), 'ok'],
    ['an infrequently read object', object('IA'), 'ok'],
    ['an archived object', object('Archive'), 'cold'],
    ['an archived object that was restored', object('Archive', { restored: true }), 'ok'],
    [
      'an archived object where the bucket reads Archive at once',
      object('Archive', { archiveDirectRead: true }),
      'ok',
    ],
    ['a cold archived object even then', object('ColdArchive', { archiveDirectRead: true }), 'cold'],
    ['a deep cold archived object', object('DeepColdArchive'), 'cold'],
    ['another link', { found: 'link', loops: false }, 'chained'],
    ['a link that leads back', { found: 'link', loops: true }, 'self'],
    ['nothing', { found: 'nothing', isPrefix: false }, 'missing'],
    ['a prefix without an object of its own', { found: 'nothing', isPrefix: true }, 'folder'],
    ['what may not be looked at', { found: 'forbidden', by: 'signpost' }, 'forbidden'],
    ['what nobody looked at', { found: 'unchecked' }, 'unknown'],
  ])('judges a link to %s', (_, look, health) => {
    expect(toHealth('link', 'target', look)).toBe(health);
  });
});

describe('the order of troubles', () => {
  it('is worst first: what readers cannot get at all, then what somebody can restore or allow, then the rest', () => {
    expect(healths).toEqual(['missing', 'self', 'chained', 'folder', 'cold', 'forbidden', 'unknown', 'ok']);
  });

  it('is the same for two of them as for all', () => {
    for (const [rank, health] of healths.entries()) {
      const worse = (other: Health): boolean => compareHealth(other, health) < 0;
      expect(healths.filter(worse)).toEqual(healths.slice(0, rank));
    }
  });
});
