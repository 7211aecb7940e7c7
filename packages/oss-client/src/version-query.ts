/** The versionId parameter, if a version is asked for; `null` as text addresses the null version. */
export function versionQuery(versionId: string | undefined): ReadonlyArray<readonly [string, string]> {
  return versionId === undefined || versionId === '' ? [] : [['versionId', versionId]];
}
