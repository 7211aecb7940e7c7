/**
 * Query parameters that take part in a V1 signature: the union of what the official SDKs sign.
 * Names beginning with `x-oss-` are signed as well. Parameters that only shape a list
 * (`prefix`, `marker`, `delimiter`, `max-keys`, …) are not.
 */
export const V1_SUB_RESOURCES: ReadonlySet<string> = new Set(
  `accessPoint accessPointPolicy acl append asyncFetch bucketArchiveDirectRead bucketInfo callback
  callback-var cloudboxes cname comp continuation-token cors delete encryption endTime group
  httpsConfig img inventory inventoryId lifecycle link live location logging metaQuery objectInfo
  objectMeta partNumber policy policyStatus position publicAccessBlock qos qosInfo
  qosRequester redundancyTransition referer regionList replication replicationLocation
  replicationProgress requestPayment requesterQosInfo resourceGroup response-cache-control
  response-content-disposition response-content-encoding response-content-language
  response-content-type response-expires responseHeader restore rtc security-token sequential
  startTime stat status style styleName symlink tagging transferAcceleration udf udfApplication
  udfId udfImage udfImageDesc udfLog udfName uploadId uploads versionId versioning versions vod
  website withHashContext worm wormExtend wormId`.split(/\s+/),
);

/** Whether a query parameter is signed by V1. */
export function isV1SubResource(name: string): boolean {
  return V1_SUB_RESOURCES.has(name) || name.startsWith('x-oss-');
}
