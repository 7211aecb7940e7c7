export { createBff, type Bff } from './bff.ts';
export type { BffDeps } from './bff-deps.ts';
export type { Config, ConnectionConfig, Secrets } from './config/config.ts';
