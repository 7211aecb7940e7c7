/** Of the classes and ACLs of OSS those that the demo shows. */
type StorageClass = 'Standard' | 'IA' | 'Archive' | 'ColdArchive';
type Acl = 'private' | 'public-read';
type HeaderName =
  | 'cacheControl'
  | 'contentDisposition'
  | 'contentEncoding'
  | 'contentLanguage'
  | 'contentType'
  | 'expires';

/** What objects and links of the demo have in common. `ageMs` counts back from the first start. */
interface DemoThing {
  key: string;
  ageMs: number;
  storageClass?: StorageClass;
  acl?: Acl;
  tags?: Readonly<Record<string, string>>;
  metadata?: Readonly<Record<string, string>>;
  headers?: Partial<Record<HeaderName, string>>;
}

export interface DemoObject extends DemoThing {
  kind: 'object';
  /** The content, or the length of made-up content that is never stored. */
  content: string | Uint8Array | { size: number };
}

export interface DemoLink extends DemoThing {
  kind: 'link';
  target: string;
}

export type DemoEntry = DemoObject | DemoLink;

/** A bucket and all that lies in it, in the order it was written: a later entry of the same key is a new version. */
export interface DemoBucket {
  name: string;
  ageMs: number;
  versioning?: 'Enabled';
  acl?: 'public-read';
  hierarchicalNamespace?: boolean;
  /** Lifecycle rules, and how long ago somebody set them. */
  lifecycle?: { ageMs: number; rules: readonly DemoRule[] };
  entries: DemoEntry[];
}

/** One lifecycle rule: what becomes of keys below a prefix so many days after they were written. */
export interface DemoRule {
  id: string;
  prefix: string;
  days: number;
  then: 'delete' | StorageClass;
}

export const kib = 1024;
export const mib = 1024 * kib;

export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;
export const months = (n: number): number => days(n * 30);
export const years = (n: number): number => days(n * 365);

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css',
  csv: 'text/csv',
  exe: 'application/x-msdownload',
  gz: 'application/gzip',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  pdf: 'application/pdf',
  png: 'image/png',
  sh: 'text/x-shellscript',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  whl: 'application/zip',
  woff2: 'font/woff2',
  zip: 'application/zip',
};

/** The content type an upload tool would have given a key. */
function contentTypeOf(key: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? '';
  return contentTypes[extension] ?? 'application/octet-stream';
}

/** An object as an upload tool writes it. */
export function demoObject(
  key: string,
  content: DemoObject['content'],
  more: Partial<DemoObject> & { ageMs: number },
): DemoObject {
  return {
    kind: 'object',
    key,
    content,
    ...more,
    headers: { contentType: contentTypeOf(key), ...more.headers },
  };
}

/** A link as a release script writes it: with the content type its readers need. */
export function demoLink(key: string, target: string, more: Partial<DemoLink> & { ageMs: number }): DemoLink {
  return {
    kind: 'link',
    key,
    target,
    ...more,
    headers: { contentType: contentTypeOf(key), ...more.headers },
  };
}
