import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutKey, cutTarget, cutText } from './key-cut.ts';

const graphemes = (text: string): string[] =>
  Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    (part) => part.segment,
  );

describe('cutting a name beside others', () => {
  it('keeps the version where names end alike', () => {
    expect(cutText('app-2.14.0-linux-amd64.tar.gz', ['app-2.13.2-linux-amd64.tar.gz'])).toEqual({
      head: 'app-2.14.0-linux-amd64',
      tail: '.tar.gz',
    });
  });

  it('keeps the end where names begin alike', () => {
    const name = 'nightly-build-of-the-client-2026-11-22-0001.tar.gz';
    expect(cutText(name, ['nightly-build-of-the-client-2026-11-22-0002.tar.gz'])).toEqual({
      head: 'nightly-build-of-the-client-2026-11-22-',
      tail: '0001.tar.gz',
    });
  });

  it('keeps what differs from either neighbour', () => {
    const { head, tail } = cutText('app-2.13.2-linux-amd64-with-symbols.tar.gz', [
      'app-2.13.2-darwin-amd64-with-symbols.tar.gz',
      'app-2.14.0-linux-amd64-with-symbols.tar.gz',
    ]);
    expect(tail).toBe('.tar.gz');
    expect(head.startsWith('app-2.13.2-linux')).toBe(true);
  });

  it('cuts within the ending where that is all that a series has alike', () => {
    const names = ['2.12.0-linux-arm64', '2.13.2-darwin-arm64', '2.14.0-linux-amd64'].map(
      (middle) => `app-${middle}.tar.gz`,
    );
    expect(names.map((name) => cutText(name, names).tail)).toEqual(['.gz', '.gz', '.gz']);
  });

  it('does not look at neighbours that are nothing alike', () => {
    const name = 'a-rather-long-name-of-a-file.txt';
    expect(cutText(name, ['CHANGELOG.md', 'zebra.bin'])).toEqual(cutText(name));
    expect(cutText(name).tail).toHaveLength(16);
  });

  it('keeps the extension of a short name, and what tells it from others', () => {
    expect(cutText('CHANGELOG.md')).toEqual({ head: 'CHANGELOG', tail: '.md' });
    expect(cutText('VERSION-2')).toEqual({ head: 'VERSIO', tail: 'N-2' });
    expect(cutText('app-1.tar.gz', ['app-2.tar.gz'])).toEqual({ head: 'app-1.tar', tail: '.gz' });
  });

  it('leaves the shortest names whole, however alike', () => {
    expect(cutText('a-1.gz', ['a-2.gz'])).toEqual({ head: '', tail: 'a-1.gz' });
  });

  it('keeps the beginning and the end of a name of middle length', () => {
    expect(cutText('old-installer.exe')).toEqual({ head: 'old-instal', tail: 'ler.exe' });
  });

  it('counts wide signs twice', () => {
    expect(cutText('年度报告与附件说明最终版本')).toEqual({ head: '年度报告与', tail: '附件说明最终版本' });
  });

  it('keeps the end of a name that is the beginning of another', () => {
    expect(cutText('releasenotes20261129', ['releasenotes20261129b'])).toEqual({
      head: 'releasenotes2',
      tail: '0261129',
    });
  });

  it('never cuts a sign in two, and loses nothing', () => {
    const sign = fc.constantFrom('a', '-', '.', '工', '👩‍🚀', '🇨🇳', 'é', '\u202e', '\ud83d', '1');
    const name = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(name, name, name, fc.nat(30), (a, b, c, shared) => {
        // Neighbours that begin or end like the name, as they do in key order.
        const beside = [a.slice(0, shared) + b, c + a.slice(-shared)];
        const { head, tail } = cutText(a, beside);
        expect(head + tail).toBe(a);
        expect([...graphemes(head), ...graphemes(tail)]).toEqual(graphemes(a));
        expect(tail === '').toBe(a === '');
      }),
    );
  });

  it('shows what tells two names apart, in the tail or close to the beginning of the head', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (x, y, m, n) => {
          const front = 'f'.repeat(m) + '-';
          const back = '-' + 'b'.repeat(n);
          // Names that differ in more than they share are no series.
          fc.pre(x !== y && front.length + back.length >= Math.max(x.length, y.length));
          const { head, tail } = cutText(front + x + back, [front + y + back]);
          const room = Math.min(3 + back.length, front.length + 10) + x.length;
          // As many signs as the head may have if the whole is to fit the room.
          const shown = head.slice(0, Math.max(2, room - tail.length)) + tail;
          expect(shown).toContain(x);
        },
      ),
    );
  });

  it('takes the longest keys there are in its stride', () => {
    const long = '工'.repeat(340);
    const { head, tail } = cutText(`${long}1`, [`${long}2`]);
    expect(head).toBe(long);
    expect(tail).toBe('1');
  });
});

describe('cutting a target beside the key of its link', () => {
  it('keeps the folder in which the two differ and cuts the name they share', () => {
    expect(cutTarget('cli/2.14.0/cli-windows-arm64.zip', 'cli/latest/cli-windows-arm64.zip')).toEqual({
      head: 'cli/2.14.0/cli-windows',
      tail: '-arm64.zip',
    });
  });

  it('keeps the version inside the name', () => {
    const cut = cutTarget('app-2.14.0-windows-arm64.zip', 'app-latest-windows-arm64.zip');
    expect(cut?.head.startsWith('app-2.14.0-')).toBe(true);
  });

  it('keeps the end where the two begin alike', () => {
    const cut = cutTarget('releases/for-everybody/desktop/1.0.1', 'releases/for-everybody/desktop/latest');
    expect(cut?.tail).toBe('1.0.1');
  });

  it('has no cut of its own where the two have little alike, or where nothing is long', () => {
    expect(cutTarget('sets/2026-11/part-00017-of-00020.parquet', 'aliases/november')).toBeUndefined();
    expect(cutTarget('cli/2.14.0/a.zip', 'cli/latest/a.zip')).toBeUndefined();
  });
});

describe('cutting a key', () => {
  it('lets the folder give way before the name', () => {
    expect(cutKey('cli/2.14.0/CHANGELOG.md', { beside: [], leadsFrom: undefined })).toEqual({
      head: 'CHANGELOG',
      tail: '.md',
      folderGives: true,
    });
  });

  it('keeps what tells a target from those of its neighbours', () => {
    const names = ['linux-amd64', 'linux-arm64', 'darwin-arm64'].map((name) => `cli/beta/cli-${name}.tar.gz`);
    const { head, tail } = cutKey('cli/2.15.0-rc.1/cli-linux-amd64.tar.gz', {
      beside: names.slice(1),
      leadsFrom: names[0],
    });
    expect([head, tail]).toEqual(['cli/2.15.0-rc.1/cli-', 'linux-amd64.tar.gz']);
  });

  it('keeps the folder of a target that its link differs from', () => {
    const link = 'cli/latest/cli-windows-arm64.zip';
    expect(cutKey('cli/2.14.0/cli-windows-arm64.zip', { beside: [], leadsFrom: link }).folderGives).toBe(
      false,
    );
  });
});
