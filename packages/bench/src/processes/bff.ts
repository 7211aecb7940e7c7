import path from 'node:path';
import { account, region } from './account.ts';
import { startProcess, type MeasuredProcess } from './measured-process.ts';

export interface BffReady {
  readonly url: string;
}

export interface BffSetup {
  readonly endpoint: string;
  readonly dataFolder: string;
  /** The built console; not needed for calls. */
  readonly webDist?: string;
}

const main = path.resolve(import.meta.dirname, '../../../../apps/bff/src/main.ts');

/** The product's back end as an operator starts it, connected to an OSS by the environment. */
export function startBff(setup: BffSetup): Promise<MeasuredProcess<BffReady>> {
  return startProcess<BffReady>({
    name: 'BFF',
    file: main,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SIGNPOST_HOST: '127.0.0.1',
      SIGNPOST_LOG_LEVEL: 'error',
      SIGNPOST_PORT: '0',
      SIGNPOST_DATA: setup.dataFolder,
      ...(setup.webDist === undefined ? {} : { SIGNPOST_WEB_DIST: setup.webDist }),
      // What is measured is the console, not the limit it keeps towards OSS.
      SIGNPOST_OSS_CALLS_PER_SECOND: '99999',
      SIGNPOST_SIGN_IN: 'open',
      OSS_ENDPOINT: setup.endpoint,
      OSS_REGION: region,
      OSS_ACCESS_KEY_ID: account.accessKeyId,
      OSS_ACCESS_KEY_SECRET: account.accessKeySecret,
    },
    readyFrom: (output) => {
      const url = /^Signpost\s+(http:\/\/\S+)/m.exec(output)?.[1];
      return url === undefined ? undefined : { url };
    },
  });
}
