import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Credential } from '../config/config.ts';
import type { Environment } from '../config/environment.ts';
import { SetupError } from '../config/setup-error.ts';

/** The embedded OSS at work, in a process of its own. */
export interface EmbeddedOss {
  endpoint: string;
  region: string;
  /** Resolves when it has ended, however it did. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  port: number;
  dataFolder: string;
  credential: Credential;
  /** Of this process; the child is given what it needs of it. */
  environment: Environment;
  /** Told what the embedded OSS complains about once it runs. */
  onComplaint: (text: string) => void;
}

/** What Node and the system's temporary files need; everything else, cloud keys included, is not its business. */
const passedOn = ['PATH', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'SystemRoot'];

const region = 'cn-hangzhou';

/** How long an embedded OSS may take to notice that its console was killed: while it fills a new folder it hears nothing. */
const orphanMs = 30_000;

/** Starts the embedded OSS as a child process that ends with this one, filled with the demo on an empty folder. */
export async function startEmbeddedOss(options: EmbeddedOptions): Promise<EmbeddedOss> {
  const until = performance.now() + orphanMs;
  for (;;) {
    try {
      return await startOnce(options);
    } catch (error) {
      // The console's own lock is ours, so the holder of the folder is the OSS of a killed console, and ends soon.
      const isOrphaned = error instanceof SetupError && /in use/.test(error.message);
      if (!isOrphaned || performance.now() > until) throw error;
      await setTimeout(500);
    }
  }
}

async function startOnce(options: EmbeddedOptions): Promise<EmbeddedOss> {
  const { port, dataFolder, credential, environment, onComplaint } = options;
  const program = fileURLToPath(new URL('main.ts', import.meta.resolve('@signpost/oss-server')));
  const seed = fileURLToPath(new URL('../demo/seed-demo.ts', import.meta.url));
  const args = [
    '--port',
    String(port),
    '--data',
    dataFolder,
    '--region',
    region,
    '--seed',
    seed,
    '--parent-pid',
    String(process.pid),
  ];
  const child = spawn(process.execPath, ['--disable-sigusr1', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in a terminal reaches us, and we stop it after the last answer.
    detached: true,
    // By environment: every user of the machine can read a process's arguments.
    env: {
      ...Object.fromEntries(passedOn.map((name) => [name, environment[name]])),
      SIGNPOST_OSS_ACCESS_KEY_ID: credential.accessKeyId,
      SIGNPOST_OSS_ACCESS_KEY_SECRET: credential.accessKeySecret,
    },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const endpoint = await readReady(child, port);
  // From here on it speaks of requests that failed on its side, such as on a full disk.
  child.stderr?.removeAllListeners('data').on('data', onComplaint);
  return {
    endpoint,
    region,
    ended,
    async stop() {
      child.kill('SIGTERM');
      // It has nothing that takes long to close; what does not end by itself is ended.
      const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Waits for the line of JSON that says it is ready; what it complains about instead is what the person reads. */
async function readReady(child: ChildProcess, port: number): Promise<string> {
  const complaints: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).once('line', (line) => {
      const url = readUrl(line);
      if (url === undefined) reject(new Error('The embedded OSS did not say its address'));
      else resolve(url);
    });
  }
  child.once('error', reject);
  child.once('close', () => {
    const text = complaints.join('').trim();
    reject(
      new SetupError(
        /\btaken\b|EADDRINUSE/.test(text)
          ? `Port ${port}, meant for the embedded OSS, is taken: end what uses it, or choose another with SIGNPOST_OSS_PORT.`
          : `The embedded OSS did not start: ${text === '' ? 'it said nothing.' : text}`,
      ),
    );
  });
  return promise;
}

function readUrl(line: string): string | undefined {
  try {
    const { url } = JSON.parse(line) as { url?: unknown };
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
