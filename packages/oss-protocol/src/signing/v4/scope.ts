/** Product of ordinary OSS. */
export const OSS_PRODUCT = 'oss';
/** Product of CloudBox; the region slot then holds the cloud box id. */
export const CLOUD_BOX_PRODUCT = 'oss-cloudbox';
/** First line of a V4 string to sign and name of the scheme. */
export const V4_ALGORITHM = 'OSS4-HMAC-SHA256';

const TERMINATOR = 'aliyun_v4_request';

/** What a V4 signature is good for. */
export interface Scope {
  /** `YYYYMMDD`. */
  readonly date: string;
  /** Plain region id, `cn-hangzhou`, never `oss-cn-hangzhou`; or a cloud box id. */
  readonly region: string;
  readonly product: string;
}

/** `20231216/cn-hangzhou/oss/aliyun_v4_request`. */
export function formatScope(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.product}/${TERMINATOR}`;
}

/**
 * Splits `AK/20231216/cn-hangzhou/oss/aliyun_v4_request`. The access key id may hold anything,
 * so the scope is taken from the end; `undefined` when the shape is wrong.
 */
export function parseCredential(
  credential: string,
): { readonly accessKeyId: string; readonly scope: Scope } | undefined {
  const parts = credential.split('/');
  const [date, region, product, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (!date || !region || !product || terminator !== TERMINATOR || accessKeyId === '') return undefined;
  if (!/^\d{8}$/.test(date)) return undefined;
  if (product !== OSS_PRODUCT && product !== CLOUD_BOX_PRODUCT) return undefined;
  return { accessKeyId, scope: { date, region, product } };
}
