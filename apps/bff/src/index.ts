export { createBff, type Bff, type BffDeps } from './bff.ts';
export type { Config, ConnectionConfig, Secrets } from './config/config.ts';
