import { describe, expect, it } from 'vitest';
import { draftNewLink, draftRepoint } from './draft.ts';
import { acceptName, type Finding } from './findings.ts';
import { judgeWrite, type TargetFacts, type WriteCase } from './judge-write.ts';
import type { KeyState, LinkSnapshot } from './key-state.ts';

const known = <T>(value: T): { known: true; value: T } => ({ known: true, value });
const snapshot: LinkSnapshot = {
  target: 'cli/1/cli.tgz',
  headers: known({ contentType: 'application/gzip' }),
  metadata: known({ channel: 'latest' }),
  acl: known('public-read'),
  tags: known({ team: 'cli' }),
  storageClass: known('Standard'),
};
const facts = { etag: 'E', lastModified: '2026-11-19T00:00:00.000Z', size: 13 };
const link: KeyState = { kind: 'link', facts, link: snapshot };
const object: KeyState = {
  kind: 'object',
  facts: { ...facts, size: 412 },
  storageClass: 'Standard',
  type: 'Normal',
  headers: {},
  metadata: {},
};
const good: TargetFacts = {
  found: 'object',
  size: 100,
  lastModified: '2026-11-19T00:00:00.000Z',
  storageClass: 'Standard',
  headers: { contentType: 'application/gzip' },
  readable: true,
};

function judge(over: Partial<WriteCase> = {}): Finding[] {
  return judgeWrite({
    action: 'repoint',
    bucket: { hierarchicalNamespace: false, versioning: 'never' },
    time: Date.parse('2026-11-20T00:00:00Z'),
    key: 'cli/latest.tgz',
    now: link,
    after: draftRepoint(snapshot, 'cli/2/cli.tgz'),
    target: good,
    previous: good,
    ...over,
  });
}
const names = (findings: Finding[], ...levels: Finding['level'][]): string[] =>
  findings.filter((f) => levels.includes(f.level)).map(acceptName);
const create = (over: Partial<WriteCase> = {}): Finding[] =>
  judge({
    action: 'create',
    now: { kind: 'absent' },
    after: draftNewLink('cli/2/cli.tgz', {}, good.headers),
    ...over,
  });

const breaksSoon = { what: 'cold', at: '2026-12-12T00:00:00.000Z', rule: 'cold-60', prefix: 'cli/' } as const;

it.each([
  ['repoint', judge],
  ['create', create],
])('a %s to a target that breaks soon is advised against, and goes ahead', (_, judged) => {
  const found = judged({ breaksSoon }).filter(({ code }) => code === 'target-breaks-soon');
  expect(found).toEqual([{ level: 'advise', code: 'target-breaks-soon', ...breaksSoon }]);
});

it.each([
  ['repoint', judge],
  ['create', create],
])(
  'a %s to a missing target that a mirror rule may fetch is still a choice, with the rule beside it',
  (_, judged) => {
    const target: TargetFacts = { found: 'nothing', isPrefix: false, mirror: { prefix: 'm/' } };
    const found = judged({ target }).filter(({ code }) => code.startsWith('target-'));
    expect(found).toEqual([
      { level: 'choose', code: 'target-missing' },
      { level: 'advise', code: 'target-mirrored', prefix: 'm/' },
    ]);
  },
);

describe('judging a repoint', () => {
  it('binds nobody when the new target is as good as the old one, and says what is kept', () => {
    const findings = judge();
    expect(names(findings, 'block', 'prove', 'choose', 'advise')).toEqual([]);
    expect(names(findings, 'note')).toContain('kept');
  });

  it.each<[string, TargetFacts, string]>([
    ['is missing', { found: 'nothing', isPrefix: false }, 'target-missing'],
    ['is only a folder', { found: 'nothing', isPrefix: true }, 'target-folder'],
    ['is a link', { found: 'link', final: 'x', loops: false }, 'target-chained'],
    ['leads back here', { found: 'link', final: null, loops: true }, 'target-loops'],
    ['is cold', { ...good, storageClass: 'Archive', readable: false }, 'target-cold'],
    ['could not be looked at', { found: 'unchecked' }, 'target-unchecked'],
  ])('asks for a choice when the target %s', (_, target, code) => {
    expect(names(judge({ target }), 'choose')).toEqual([code]);
  });

  it('refuses the key itself as target', () => {
    expect(names(judge({ after: draftRepoint(snapshot, 'cli/latest.tgz') }), 'block')).toEqual([
      'target-is-key',
    ]);
  });

  it.each(['', '/x', '\\x', 'a\r\nb', 'a\0b', 'x'.repeat(1024), '\ud800'])(
    'refuses the target %j',
    (target) => {
      expect(names(judge({ after: draftRepoint(snapshot, target) }), 'block')).toEqual(['target-invalid']);
    },
  );

  it('says before a link with an impossible target is changed that it cannot be undone', () => {
    const odd: LinkSnapshot = { ...snapshot, target: '/t' };
    for (const after of [draftRepoint(odd, 'cli/2/cli.tgz'), null]) {
      const findings = judge({
        action: after === null ? 'delete' : 'repoint',
        now: { kind: 'link', facts, link: odd },
        after,
      });
      expect(findings.filter(({ code }) => code.startsWith('undo'))).toEqual([
        { level: 'advise', code: 'undo-impossible-target' },
      ]);
    }
  });

  const blind: LinkSnapshot = {
    ...snapshot,
    headers: { known: false, why: 'unreadable' },
    acl: { known: false, why: 'forbidden' },
  };

  const impossible = { level: 'advise', code: 'undo-impossible-parts', parts: ['headers', 'acl'] };

  it.each([
    ['never', impossible],
    ['suspended', impossible],
    ['unknown', impossible],
    ['enabled', { level: 'note', code: 'undo-after' }],
  ] as const)(
    'promises an undo of what was not read only from a version (versioning %s)',
    (versioning, undo) => {
      const findings = judge({
        bucket: { hierarchicalNamespace: false, versioning },
        now: { kind: 'link', facts, link: blind },
        after: draftRepoint(blind, 'cli/2/cli.tgz'),
      });
      expect(findings.filter(({ code }) => code.startsWith('undo'))).toEqual([undo]);
    },
  );

  it('takes the same target again for no change, though not all could be read', () => {
    const now: KeyState = { kind: 'link', facts, link: blind };
    const again = (headers: Record<string, string> = {}): string[] =>
      names(judge({ now, after: draftRepoint(blind, blind.target, { headers }) }), 'block');
    expect(again()).toEqual(['nothing-changes']);
    expect(again({ cacheControl: 'no-cache' })).toEqual([]);
  });

  it('names every part that could not be read and asks for a choice on each', () => {
    const findings = judge({
      now: { kind: 'link', facts, link: blind },
      after: draftRepoint(blind, 'cli/2/cli.tgz'),
    });
    expect(names(findings, 'choose')).toEqual(['part-unread:headers', 'part-unread:acl']);
    expect(names(findings, 'note')).not.toContain('kept');
  });

  it('advises on a target that is empty, shrunk, older or served with other headers', () => {
    const small: TargetFacts = {
      ...good,
      size: 9,
      lastModified: '2026-10-01T00:00:00.000Z',
      headers: { contentType: 'application/x-gzip' },
    };
    expect(names(judge({ target: small }), 'advise')).toEqual([
      'target-shrunk',
      'target-older',
      'header-differs:contentType',
    ]);
    expect(names(judge({ target: { ...good, size: 0 } }), 'advise')).toEqual(['target-empty']);
  });

  it('asks for a decision on each header that would make readers fail', () => {
    const zipped: TargetFacts = { ...good, headers: { contentType: 'text/html', contentEncoding: 'gzip' } };
    const findings = judge({ target: zipped });
    expect(names(findings, 'choose')).toEqual([
      'header-differs:contentType',
      'header-differs:contentEncoding',
    ]);
    expect(names(judge({ target: zipped, action: 'undo' }), 'choose')).toEqual([]);
    const fixed = draftRepoint(snapshot, 'cli/2/cli.tgz', { headers: zipped.headers });
    expect(names(judge({ target: zipped, after: fixed }), 'choose', 'advise')).toEqual([]);
  });

  it('refuses to write what is there already', () => {
    expect(names(judge({ after: draftRepoint(snapshot, snapshot.target) }), 'block')).toEqual([
      'nothing-changes',
    ]);
  });

  it('refuses to repoint an object or nothing', () => {
    expect(names(judge({ now: object }), 'block')).toEqual(['not-a-link']);
    expect(names(judge({ now: { kind: 'absent' } }), 'block')).toEqual(['nothing-there']);
  });
});

describe('judging a create', () => {
  it('is atomic only where nothing stands and the bucket never had versioning', () => {
    expect(names(create(), 'note')).toContain('guard-atomic');
    expect(
      names(create({ bucket: { hierarchicalNamespace: false, versioning: 'enabled' } }), 'note'),
    ).toContain('guard-not-atomic');
  });

  it.each([
    ['never', undefined, false],
    ['enabled', 'v1', true],
    ['suspended', 'v1', true],
    ['suspended', 'null', false],
    ['unknown', undefined, false],
  ] as const)(
    'wants proof before a real object goes (versioning %s, version %s): recoverable %s',
    (versioning, versionId, recoverable) => {
      const there: KeyState = {
        ...object,
        facts: { ...object.facts, ...(versionId === undefined ? {} : { versionId }) },
      };
      const findings = create({ now: there, bucket: { hierarchicalNamespace: false, versioning } });
      expect(findings[0]).toMatchObject({ level: 'prove', code: 'replaces-object', size: 412, recoverable });
      expect(names(findings, 'note').includes('undo-after')).toBe(recoverable);
    },
  );

  it('blocks where links cannot live', () => {
    expect(names(create({ bucket: { hierarchicalNamespace: true, versioning: 'never' } }), 'block')).toEqual([
      'links-unsupported',
    ]);
    expect(names(create({ key: '.dlsdata/x.tgz' }), 'block')).toEqual(['key-reserved']);
    expect(names(create({ key: '/x.tgz' }), 'block')).toEqual(['key-invalid']);
  });
});

describe('judging what leads to the key', () => {
  const first = ['sdk/a', 'sdk/b'];

  it('wants a choice before an object that links lead to becomes a link itself', () => {
    const findings = create({ now: object, backlinks: { count: 2, first, complete: true } });
    expect(names(findings, 'choose')).toEqual(['breaks-links']);
  });

  it('only mentions links that are broken already', () => {
    expect(names(judge({ backlinks: { count: 2, first, complete: true } }), 'advise')).toEqual([
      'breaks-links',
    ]);
  });

  it('says that it does not know, rather than that nobody points here', () => {
    expect(names(create({ now: object }), 'advise')).toContain('backlinks-unknown');
    const partial = create({ now: object, backlinks: { count: 0, first: [], complete: false } });
    expect(names(partial, 'advise')).toContain('backlinks-unknown');
    const whole = create({ now: object, backlinks: { count: 0, first: [], complete: true } });
    expect(names(whole, 'advise')).not.toContain('backlinks-unknown');
  });

  it('says since when it knows that nobody points here', () => {
    const scannedAt = '2026-07-01T00:00:00.000Z';
    const backlinks = { count: 0, first: [], complete: true, scannedAt };
    const note = { level: 'note', code: 'backlinks-none', scannedAt };
    expect(judge({ action: 'delete-object', after: null, now: object, backlinks })).toContainEqual(note);
    expect(create({ now: object, backlinks })).toContainEqual(note);
    expect(create({ now: object, backlinks: { ...backlinks, count: 1, first: ['a'] } })).not.toContainEqual(
      note,
    );
    expect(names(create({ now: { kind: 'absent' }, backlinks }), 'note')).not.toContain('backlinks-none');
  });
});

describe('judging an undo', () => {
  it('only advises on what the restored target has become', () => {
    const findings = judge({ action: 'undo', target: { found: 'nothing', isPrefix: false } });
    expect(names(findings, 'block', 'prove', 'choose')).toEqual([]);
    expect(names(findings, 'advise')).toEqual(['target-missing']);
  });
});

describe('judging an undo that removes a version', () => {
  it('says that the version before comes back, not that a link is deleted', () => {
    const findings = judge({ action: 'undo', after: null, removesVersion: true });
    expect(findings.map(({ code }) => code)).toEqual(['restores-version']);
  });
});

describe('judging the delete of a real object', () => {
  const remove = (over: Partial<WriteCase> = {}): Finding[] =>
    judge({ action: 'delete-object', after: null, now: object, ...over });

  it.each([
    ['never', false],
    ['enabled', true],
    ['unknown', false],
  ] as const)(
    'demands proof with versioning %s, and says whether it can be brought back',
    (versioning, recoverable) => {
      const findings = remove({ bucket: { hierarchicalNamespace: false, versioning } });
      expect(findings[0]).toMatchObject({ level: 'prove', code: 'deletes-object', size: 412, recoverable });
      expect(findings.some(({ code }) => code === 'undo-after')).toBe(recoverable);
    },
  );

  it('asks to accept that links break, and says when nobody can tell which', () => {
    const backlinks = { count: 7, first: ['a', 'b'], complete: true };
    expect(names(remove({ backlinks }), 'choose')).toEqual(['breaks-links']);
    expect(names(remove({ backlinks: { count: 0, first: [], complete: true } }), 'choose', 'advise')).toEqual(
      [],
    );
    expect(names(remove({ backlinks: { count: 0, first: [], complete: false } }), 'advise')).toEqual([
      'backlinks-unknown',
    ]);
    expect(names(remove(), 'advise')).toEqual(['backlinks-unknown']);
  });

  it('leaves links alone, and needs no links in the bucket', () => {
    expect(names(remove({ now: link }), 'block')).toEqual(['not-an-object']);
    expect(names(remove({ now: { kind: 'absent' } }), 'block')).toEqual(['nothing-there']);
    const lake = remove({ bucket: { hierarchicalNamespace: true, versioning: 'never' } });
    expect(names(lake, 'block', 'choose', 'advise')).toEqual([]);
  });
});

describe('judging a delete', () => {
  it('refuses what is not a link and says that a versioned bucket keeps a marker', () => {
    expect(names(judge({ action: 'delete', after: null, now: object }), 'block')).toEqual(['not-a-link']);
    expect(
      judge({
        action: 'delete',
        after: null,
        bucket: { hierarchicalNamespace: false, versioning: 'enabled' },
      }),
    ).toContainEqual(expect.objectContaining({ code: 'deletes-link', marker: true }));
  });
});
