import type { AuditLog } from './audit-log.ts';
import { formatPoint } from './chain.ts';

export interface HeadAnnouncer {
  /** Says the head, and every hour again when it moved. */
  start(): Promise<void>;
  /** Says it a last time. */
  stop(): Promise<void>;
}

export interface HeadAnnouncerOptions {
  audit: Pick<AuditLog, 'bounds'>;
  /** Takes a line, to be kept where nobody who can change the database can change it. */
  say: (line: string) => void;
  /** Told where the head could not be read. */
  onError: (error: Error) => void;
  everyMs?: number;
}

/** Says how far the chain of the audit log goes, so that a shorter one is found out. An empty one says nothing. */
export function createHeadAnnouncer(options: HeadAnnouncerOptions): HeadAnnouncer {
  const { audit, say, onError, everyMs = 3_600_000 } = options;
  let said: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const announce = async (): Promise<void> => {
    try {
      const bounds = await audit.bounds();
      const point = bounds === undefined ? undefined : formatPoint(bounds.head);
      if (point !== undefined && point !== said) say(`audit head     ${point}\n`);
      said = point;
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return {
    async start() {
      await announce();
      timer = setInterval(() => {
        announce().catch(onError);
      }, everyMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await announce();
    },
  };
}
