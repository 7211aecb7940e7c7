import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveKey, openMasterKey, toSetUpCode, type KeyMark } from './master-key.ts';
import { SetupError } from './setup-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'signpost-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A database that remembers one mark. */
function makeMark(): KeyMark & { kept?: string } {
  const mark: KeyMark & { kept?: string } = {
    read: async () => mark.kept,
    write: async (text) => (mark.kept ??= text),
  };
  return mark;
}

const hex = 'ab'.repeat(32);
const file = (): string => path.join(folder, 'master.key');

describe('the master key', () => {
  test('is made once, in a file that only its owner reads', async () => {
    const mark = makeMark();
    const key = await openMasterKey({}, { folder, mark });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(await openMasterKey({}, { folder, mark })).toEqual(key);
    expect(mark.kept).not.toContain(key.toString('hex'));
  });

  test('of the environment is used without a file', async () => {
    const mark = makeMark();
    const key = await openMasterKey({ SIGNPOST_MASTER_KEY: hex }, { folder, mark });
    expect(key.toString('hex')).toBe(hex);
    expect(() => statSync(file())).toThrow(/ENOENT/);
  });

  test('that is lost is not made anew', async () => {
    const mark = makeMark();
    await openMasterKey({}, { folder, mark });
    rmSync(file());
    await expect(openMasterKey({}, { folder, mark })).rejects.toThrow(
      /belongs to a master key that is not here/,
    );
    expect(() => statSync(file())).toThrow(/ENOENT/);
  });

  test('of another database is refused, and the file stays as it is', async () => {
    const mark = makeMark();
    await openMasterKey({}, { folder, mark });
    const kept = mark.kept;
    await expect(openMasterKey({ SIGNPOST_MASTER_KEY: hex }, { folder, mark })).rejects.toThrow(SetupError);
    writeFileSync(file(), `${hex}\n`);
    await expect(openMasterKey({}, { folder, mark })).rejects.toThrow(/not the one/);
    expect(readFileSync(file(), 'utf8')).toBe(`${hex}\n`);
    expect(mark.kept).toBe(kept);
  });

  test('of the replica that was first is the one that counts', async () => {
    const mark = makeMark();
    const late: KeyMark = { read: async () => undefined, write: mark.write };
    await openMasterKey({ SIGNPOST_MASTER_KEY: hex }, { folder, mark });
    await expect(
      openMasterKey({ SIGNPOST_MASTER_KEY: 'cd'.repeat(32) }, { folder, mark: late }),
    ).rejects.toThrow(/not the one/);
  });

  test.each(['short', `${hex}0`, 'g'.repeat(64)])(
    'is refused where it is none (%s), without its value',
    async (text) => {
      const open = () => openMasterKey({ SIGNPOST_MASTER_KEY: text }, { folder, mark: makeMark() });
      await expect(open()).rejects.toThrow(/64 hexadecimal digits/);
      await expect(open()).rejects.not.toThrow(text);
    },
  );
});

test('keys for different purposes have nothing in common, and the code of the set-up can be typed', () => {
  const master = Buffer.from(hex, 'hex');
  expect(deriveKey(master, 'a')).not.toEqual(deriveKey(master, 'b'));
  expect(toSetUpCode(master)).toMatch(/^([a-z2-90]{5}-){3}[a-z2-90]{5}$/);
  expect(toSetUpCode(master)).toBe(toSetUpCode(master));
});
