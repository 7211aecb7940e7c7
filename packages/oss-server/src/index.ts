export { FolderLockedError } from './store/folder-lock.ts';
export { DataFolderError } from './store/index-file.ts';
export { startOssServer } from './start-oss-server.ts';
export type { OssServer, OssServerOptions, OssSeed } from './start-oss-server.ts';
export type { OssAccount, TemporaryCredential } from './protocol/accounts.ts';
export type { FaultContext, FaultEffect, FaultHandle, FaultMatch, FaultRule } from './faults/fault-rule.ts';
export type { FaultInjector } from './faults/fault-injector.ts';
export type { OssAdmin } from './admin/admin.ts';
export type {
  AdminBucket,
  AdminEntry,
  AdminObject,
  AdminRestore,
  AdminSymlink,
  AdminWritten,
  Versioning,
} from './admin/admin-requests.ts';
