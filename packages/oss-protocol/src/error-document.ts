import { XmlError } from './xml/xml-error.ts';
import { expectRoot, optionalText } from './xml/xml-fields.ts';
import { readXml } from './xml/xml-reader.ts';
import { formatXml } from './xml/xml-writer.ts';

/** Response header with the base64 of the error document, the only place HEAD has for it. */
export const ERROR_HEADER = 'x-oss-err';
/** Response header that repeats the EC. */
export const EC_HEADER = 'x-oss-ec';

/** An error as OSS writes it. */
export interface ErrorDocument {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly hostId: string | undefined;
  /** Error-centre number: for people and support, never to branch on. */
  readonly ec: string | undefined;
  /** All other elements, such as Endpoint, ServerTime, BucketName, Key. */
  readonly fields: Readonly<Record<string, string>>;
}

const NAMED = new Set(['Code', 'Message', 'RequestId', 'HostId', 'EC']);
/** An error is small; whatever is longer is not one. */
const ERROR_LIMITS = { length: 256 * 1024, depth: 8, elements: 200 };

// Characters XML 1.0 has no form for, which OSS writes all the same, plain or as references.
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const PLAIN_CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;
const CONTROL_REFERENCE = /&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));/gi;

/**
 * Reads an error document. Control characters, which come with the key an error names, become
 * U+FFFD: what went wrong must not get lost over the name it happened to.
 * @throws XmlError when it is none
 */
export function decodeErrorXml(text: string): ErrorDocument {
  const root = expectRoot(
    readXml(text.replace(PLAIN_CONTROL, '\ufffd').replace(CONTROL_REFERENCE, '\ufffd'), ERROR_LIMITS),
    'Error',
  );
  const code = optionalText(root, 'Code');
  if (code === undefined) throw new XmlError('unexpected', '<Error> lacks <Code>');
  return {
    code,
    message: optionalText(root, 'Message') ?? '',
    requestId: optionalText(root, 'RequestId'),
    hostId: optionalText(root, 'HostId'),
    ec: optionalText(root, 'EC'),
    fields: Object.fromEntries(
      root.children
        .filter((child) => !NAMED.has(child.name) && child.children.length === 0)
        .map((child) => [child.name, child.text]),
    ),
  };
}

/** Reads {@link ERROR_HEADER}; `undefined` when it holds no error document. */
export function decodeErrorHeader(value: string): ErrorDocument | undefined {
  try {
    return decodeErrorXml(Buffer.from(value, 'base64').toString('utf8'));
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

/** Puts an error document into {@link ERROR_HEADER}. */
export function encodeErrorHeader(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

/** Writes an error document, in the order OSS does. */
export function formatErrorXml(error: {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly hostId: string;
  readonly ec?: string | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
}): string {
  return formatXml('Error', [
    ['Code', error.code],
    ['Message', error.message],
    ['RequestId', error.requestId],
    ['HostId', error.hostId],
    ...Object.entries(error.fields ?? {}),
    ...(error.ec
      ? ([
          ['EC', error.ec],
          ['RecommendDoc', `https://api.aliyun.com/troubleshoot?q=${error.ec}`],
        ] as const)
      : []),
  ]);
}
