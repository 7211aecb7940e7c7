import type { OssClient, OssClientOptions } from './oss-client.ts'

/** Connects to OSS; nothing is sent until an operation is called. */
export declare function createOssClient(options: OssClientOptions): OssClient
