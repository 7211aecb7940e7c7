import type { MapLine, MapPointer } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { stage, toMove, toSource, unstage, type StagedMove } from './staged-moves.ts';

const line = (key: string, target: string, whole = false): MapLine => ({
  from: 0,
  to: 0,
  health: 'ok',
  links: 1,
  whole,
  first: { key, target },
  via: [],
});
const link: MapPointer = { kind: 'link', name: 'install.sh', links: 1, newest: '' };
const latest: MapPointer = { kind: 'folder-link', name: 'latest/', links: 9, newest: '' };
const folder = (name: string) => ({ kind: 'folder' as const, name });

describe('a staged move', () => {
  it.each([
    ['v/2.14.0/install.sh', 'v/2.15.0/', 'v/2.15.0/install.sh'],
    ['v/2.14.0/docs/cli-2.14.0.tgz', 'v/2.15.0/', 'v/2.15.0/docs/cli-2.15.0.tgz'],
    ['v/2.14.0/cli-12.14.0.tgz', 'v/2.15.0/', 'v/2.15.0/cli-12.14.0.tgz'],
    ['top', 'v/2.15.0/', 'v/2.15.0/top'],
  ])('leads a link at %s to the same name below %s', (target, place, to) => {
    const from = target.startsWith('v/') ? folder('v/2.14.0/') : undefined;
    expect(toMove(link, { place: folder(place), line: line('install.sh', target), from })?.to).toBe(to);
  });

  it('changes no letters of a name for a folder that is no version', () => {
    const from = folder('v/');
    const move = toMove(link, { place: folder('$&1/'), line: line('install.sh', 'v/server'), from });
    expect(move?.to).toBe('$&1/server');
  });

  it('leads the links of a folder to another folder', () => {
    expect(toMove(latest, { place: folder('v/2/'), line: undefined, from: undefined })).toMatchObject({
      to: 'v/2/',
      pointer: { name: 'latest/', links: 9 },
    });
  });

  it.each([
    ['what is not stored', link, { kind: 'missing' as const, name: 'v/3/a' }],
    ['where a link leads already', link, folder('v/2/')],
    ['a folder itself', latest, folder('latest/')],
    ['an object, for a folder', latest, { kind: 'object' as const, name: 'a' }],
  ])('is none to %s', (_case, pointer, place) => {
    expect(
      toMove(pointer, { place, line: line('install.sh', 'v/2/install.sh'), from: folder('v/2/') }),
    ).toBeUndefined();
  });

  it('is none to the folder that all links of a folder follow', () => {
    const whole = line('latest/a', 'v/2/a', true);
    expect(toMove(latest, { place: folder('v/2/'), line: whole, from: folder('v/2/') })).toBeUndefined();
    expect(
      toMove(latest, { place: folder('v/2/'), line: { ...whole, whole: false }, from: folder('v/2/') }),
    ).toBeDefined();
  });
});

it('keeps one move for each pointer, and makes a plan of them', () => {
  const first: StagedMove = { pointer: { kind: 'link', name: 'a', links: 1 }, to: 'x', place: 'x' };
  const second: StagedMove = {
    pointer: { kind: 'folder-link', name: 'l/', links: 2 },
    to: 'v/',
    place: 'v/',
  };
  const moves = stage(stage(stage([], first), second), { ...first, to: 'y' });
  expect(toSource(moves)).toEqual({
    kind: 'moves',
    folders: [{ prefix: 'l/', to: 'v/' }],
    links: [{ key: 'a', target: 'y' }],
  });
  expect(unstage(moves, second.pointer)).toHaveLength(1);
  expect(toSource([second])).toEqual({ kind: 'folder-move', prefix: 'l/', to: 'v/' });
});
