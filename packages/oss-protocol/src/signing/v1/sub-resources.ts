/**
 * Query parameters that take part in a V1 signature: the union of what the official SDKs sign.
 * Names beginning with `x-oss-` are signed as well. Parameters that only shape a list
 * (`prefix`, `marker`, `delimiter`, `max-keys`, …) are not.
 */
export const V1_SUB_RESOURCES: ReadonlySet<string> = new Set(
  `accessPoint accessPointConfigForObjectProcess accessPointForObjectProcess accessPointPolicy
  accessPointPolicyForObjectProcess acl antiDDos append asyncFetch batchJob bucketAntiDDos
  bucketArchiveDirectRead bucketInfo cacheConfiguration callback callback-var
  cleanRestoredObject cloudboxes cname comp continuation-token cors dataAccelerator delete
  encryption endTime eventnotification group httpsConfig img inventory inventoryId legalHold
  lifecycle link live location logging metadataConfiguration metadataInventoryTable
  metadataJournalTable metaQuery objectInfo objectMeta objectWorm overwriteConfig partNumber
  policy policyStatus position processConfiguration publicAccessBlock qos qosInfo qosRequester
  quota redundancyProgress redundancyTransition redundancyType referer regionList regionsV2
  replication replicationLocation replicationProgress requesterQosInfo requestPayment
  reservedcapacity resourceGroup resourcePool resourcePoolBuckets resourcePoolInfo
  response-cache-control response-content-disposition response-content-encoding
  response-content-language response-content-type response-expires responseHeader restore
  retention rtc seal security-token sequential startTime stat status style styleName symlink
  tagging transferAcceleration udf udfApplication udfApplicationLog udfId udfImage udfImageDesc
  udfLog udfName uploadId uploads userDefinedLogFieldsConfig versionId versioning versions
  virtualBucket vod website withHashContext worm wormExtend wormId`.split(/\s+/),
);

/** Whether a query parameter is signed by V1. */
export function isV1SubResource(name: string): boolean {
  return V1_SUB_RESOURCES.has(name) || name.startsWith('x-oss-');
}
