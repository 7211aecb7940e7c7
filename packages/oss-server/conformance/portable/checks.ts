import type { RemoteAnswer, RemoteRequest } from './remote.ts';

/** Sends a request to the bucket under test. */
type Ask = ((request: RemoteRequest) => Promise<RemoteAnswer>) & { readonly bucket: string };

/** Something a conforming service does, told by requests alone. */
export interface PortableCheck {
  /** Of the protocol: 1 links, 2 other operations on links, 3 signatures, 5 documents. */
  section: 1 | 2 | 3 | 5;
  title: string;
  /** Requests it sends, for the bill. */
  requests: number;
  /** @returns what is wrong; undefined when it holds */
  run(ask: Ask): Promise<string | undefined>;
}

const put = (ask: Ask, [key, body]: [string, string], headers: Record<string, string> = {}) =>
  ask({ method: 'PUT', key, body, headers });
const link = (ask: Ask, [key, target]: [string, string], headers: Record<string, string> = {}) =>
  ask({
    method: 'PUT',
    key,
    query: { symlink: '' },
    headers: { 'x-oss-symlink-target': target, ...headers },
  });
const readLink = (ask: Ask, key: string) => ask({ key, query: { symlink: '' } });

/** What is not as wanted, or undefined. */
function differs(wanted: Record<string, unknown>, seen: Record<string, unknown>): string | undefined {
  const wrong = Object.keys(wanted).filter((name) => wanted[name] !== seen[name]);
  return wrong.length === 0
    ? undefined
    : wrong.map((name) => `${name} is ${String(seen[name])}, not ${String(wanted[name])}`).join('; ');
}

const answered = (answer: RemoteAnswer, status: number, code?: string) =>
  differs({ status, ...(code !== undefined && { code }) }, { status: answer.status, code: answer.code });

function check(
  section: PortableCheck['section'],
  title: string,
  rest: Pick<PortableCheck, 'requests' | 'run'>,
): PortableCheck {
  return { section, title, ...rest };
}

/** All keys lie under `PREFIX`, so that a run can be cleaned up. */
export const PREFIX = 'signpost-conformance/';
const at = (name: string) => PREFIX + name;

export const PORTABLE_CHECKS: readonly PortableCheck[] = [
  check(1, 'a link to nothing is written and read back', {
    requests: 2,
    async run(ask) {
      const written = await link(ask, [at('dangling'), 'no/such/target']);
      if (written.status !== 200 || !/^"[0-9A-F]{32}"$/.test(written.headers['etag'] ?? ''))
        return 'PutSymlink failed';
      const read = await readLink(ask, at('dangling'));
      return differs(
        { target: 'no%2Fsuch%2Ftarget', length: '0' },
        { target: read.headers['x-oss-symlink-target'], length: read.headers['content-length'] },
      );
    },
  }),
  check(1, 'an encoded target comes back decodable', {
    requests: 2,
    async run(ask) {
      await link(ask, [at('encoded'), encodeURIComponent('目标/a b+c%.txt')]);
      const { headers } = await readLink(ask, at('encoded'));
      return differs(
        { target: '目标/a b+c%.txt' },
        { target: decodeURIComponent(headers['x-oss-symlink-target'] ?? '') },
      );
    },
  }),
  check(1, 'a link without a target is refused', {
    requests: 1,
    run: async (ask) => answered(await ask({ method: 'PUT', key: at('none'), query: { symlink: '' } }), 400),
  }),
  check(1, 'an unknown storage class is refused', {
    requests: 1,
    run: async (ask) =>
      answered(
        await link(ask, [at('class'), 't'], { 'x-oss-storage-class': 'Tepid' }),
        400,
        'InvalidArgument',
      ),
  }),
  check(1, 'forbid-overwrite keeps what is there', {
    requests: 2,
    async run(ask) {
      await link(ask, [at('guarded'), 'a']);
      const second = await link(ask, [at('guarded'), 'b'], { 'x-oss-forbid-overwrite': 'true' });
      return answered(second, 409, 'FileAlreadyExists');
    },
  }),
  check(1, 'metadata over 8 KB is refused', {
    requests: 1,
    run: async (ask) =>
      answered(await link(ask, [at('meta'), 't'], { 'x-oss-meta-a': 'x'.repeat(8200) }), 400),
  }),
  check(1, 'an object is no link', {
    requests: 2,
    async run(ask) {
      await put(ask, [at('object'), 'x']);
      return answered(await readLink(ask, at('object')), 400, 'NotSymlink');
    },
  }),
  check(1, 'nothing is no link', {
    requests: 1,
    run: async (ask) => answered(await readLink(ask, at('nothing-here')), 404, 'NoSuchKey'),
  }),
  check(1, 'a link returns Content-Type and metadata, and not Cache-Control', {
    requests: 2,
    async run(ask) {
      await link(ask, [at('dressed'), 't'], {
        'content-type': 'text/x',
        'cache-control': 'no-cache',
        'x-oss-meta-a': '1',
      });
      const { headers } = await readLink(ask, at('dressed'));
      return differs(
        { type: 'text/x', meta: '1', cache: undefined },
        { type: headers['content-type'], meta: headers['x-oss-meta-a'], cache: headers['cache-control'] },
      );
    },
  }),
  check(2, "a read through a link has the target's body and the link's headers", {
    requests: 3,
    async run(ask) {
      await put(ask, [at('target'), 'content'], { 'x-oss-meta-side': 'target' });
      await link(ask, [at('link'), at('target')], { 'x-oss-meta-side': 'link', 'content-type': 'text/link' });
      const { text, headers } = await ask({ key: at('link') });
      return differs(
        { text: 'content', side: 'link', type: 'text/link', object: 'Symlink' },
        {
          text,
          side: headers['x-oss-meta-side'],
          type: headers['content-type'],
          object: headers['x-oss-object-type'],
        },
      );
    },
  }),
  check(2, 'a read through a dangling link fails', {
    requests: 2,
    async run(ask) {
      await link(ask, [at('dangling'), 'no/such/target']);
      return answered(await ask({ key: at('dangling') }), 404, 'SymlinkTargetNotExist');
    },
  }),
  check(2, 'HEAD of a chained link explains itself in a header', {
    requests: 3,
    async run(ask) {
      await link(ask, [at('one'), at('two')]);
      await link(ask, [at('two'), 'x']);
      return answered(await ask({ method: 'HEAD', key: at('one') }), 400, 'InvalidTargetType');
    },
  }),
  check(2, 'GetObjectMeta describes the link itself', {
    requests: 2,
    async run(ask) {
      await link(ask, [at('measured'), 'twelve-chars']);
      const { status, headers } = await ask({
        method: 'HEAD',
        key: at('measured'),
        query: { objectMeta: '' },
      });
      return differs({ status: 200, length: '12' }, { status, length: headers['content-length'] });
    },
  }),
  check(2, 'copying a link copies the link', {
    requests: 3,
    async run(ask) {
      await link(ask, [at('source'), 'somewhere']);
      await put(ask, [at('copy'), ''], { 'x-oss-copy-source': `/${ask.bucket}/${at('source')}` });
      return differs(
        { target: 'somewhere' },
        { target: (await readLink(ask, at('copy'))).headers['x-oss-symlink-target'] },
      );
    },
  }),
  check(2, "ACL and tags are the link's own", {
    requests: 3,
    async run(ask) {
      await link(ask, [at('tagged'), 't'], { 'x-oss-tagging': 'a=b', 'x-oss-object-acl': 'private' });
      const tags = await ask({ key: at('tagged'), query: { tagging: '' } });
      const acl = await ask({ key: at('tagged'), query: { acl: '' } });
      return tags.text.includes('<Value>b</Value>') && acl.text.includes('<Grant>private</Grant>')
        ? undefined
        : 'other tags or ACL';
    },
  }),
  check(3, 'V1 is accepted, or refused as switched off', {
    requests: 1,
    async run(ask) {
      const { status, headers } = await ask({ sign: 'v1', query: { 'max-keys': '1' } });
      return status === 200 || headers['x-oss-ec'] === '0002-00000080' ? undefined : `status ${status}`;
    },
  }),
  check(5, 'a listing shows links as links, with their own size', {
    requests: 2,
    async run(ask) {
      await link(ask, [at('listed'), 'six678']);
      const { text } = await ask({ query: { 'list-type': '2', prefix: at('listed') } });
      return /<Type>Symlink<\/Type>\s*<Size>6<\/Size>/.test(text) ? undefined : 'no such entry';
    },
  }),
  check(5, 'times of a listing end in .000Z', {
    requests: 1,
    async run(ask) {
      const { text } = await ask({ query: { 'list-type': '2', prefix: PREFIX } });
      return /<LastModified>[^<]*\.000Z</.test(text) ? undefined : 'another form';
    },
  }),
  check(5, 'pages of two and a delimiter show every group once', {
    requests: 8,
    async run(ask) {
      for (const key of ['p/a', 'p/b/1', 'p/b/2', 'p/c']) await put(ask, [at(key), '']);
      const seen: string[] = [];
      let token: string | undefined;
      do {
        const { text } = await ask({
          query: {
            'list-type': '2',
            prefix: at('p/'),
            delimiter: '/',
            'max-keys': '2',
            ...(token !== undefined && { 'continuation-token': token }),
          },
        });
        seen.push(
          ...[...text.matchAll(/<(?:Key|CommonPrefixes><Prefix)>([^<]*)/g)].map((match) =>
            match[1]!.slice(at('p/').length),
          ),
        );
        token = /<NextContinuationToken>([^<]*)/.exec(text)?.[1];
      } while (token !== undefined);
      return differs({ seen: 'a,b/,c' }, { seen: seen.toSorted().join(',') });
    },
  }),
];
