/** Which requests a fault applies to. Every given member must agree; an empty match hits everything. */
export interface FaultMatch {
  /** Operation name as the vendor spells it, for example `PutSymlink` or `ListObjectsV2`. */
  operation?: string | readonly string[];
  bucket?: string;
  /** Exact key, or a pattern. */
  key?: string | RegExp;
  method?: string;
}

/** What a racing hook is told about the request it overtakes. */
export interface FaultContext {
  operation: string;
  method: string;
  bucket: string | undefined;
  key: string | undefined;
}

/** What goes wrong. */
export type FaultEffect =
  /** Answers an OSS error without executing. Status, message and detail code (`ec`) default to those of the code. */
  | {
      kind: 'error';
      code: string;
      status?: number;
      message?: string;
      ec?: string;
      headers?: Record<string, string>;
    }
  /** 503 ServiceUnavailable without executing; `delayMs` adds `x-oss-qos-delay-time`. */
  | { kind: 'busy'; code?: string; delayMs?: number }
  /** Resets the connection: `before` executing, `after` executing (the answer is lost), or in `mid-body`. */
  | { kind: 'reset'; when: 'before' | 'after' | 'mid-body' }
  /**
   * Waits `ms` milliseconds, or until the handle's `release()` when `ms` is absent:
   * `before` executing, `after` executing, or after half of the body (`mid-body`).
   */
  | { kind: 'stall'; when: 'before' | 'after' | 'mid-body'; ms?: number }
  /**
   * Cuts the body after `bytes` (default: half). `honest` declares the shorter length, so that only the
   * content is damaged; `broken` keeps the full Content-Length and closes the connection.
   */
  | { kind: 'truncate'; bytes?: number; framing?: 'honest' | 'broken' }
  /** Runs a function before executing: the racing writer. */
  | { kind: 'hook'; run: (request: FaultContext) => void | Promise<void> };

export interface FaultRule {
  match?: FaultMatch;
  /** How many requests it hits; for ever when absent. */
  times?: number;
  /** How many matching requests are let through first. */
  skip?: number;
  effect: FaultEffect;
}

/** A fault in place. */
export interface FaultHandle {
  /** Requests hit so far. */
  readonly hits: number;
  /** Resolves when the first request is hit. */
  readonly hit: Promise<void>;
  /** Lets every request stalled by this fault go on. */
  release(): void;
  /** Takes the fault away and releases what it stalls. */
  remove(): void;
}
