/** Every job and what it is given. Jobs are short: long work is a chain of them over rows of our own. */
export interface JobData {
  /** Removes what is older than its table keeps. */
  'apply-retention': Record<string, never>;
}

export type JobName = keyof JobData;

/** What a job works with besides its data. */
export interface JobContext {
  /** Fires when the job is cancelled, takes too long, or the process ends. */
  signal: AbortSignal;
}

/** One handler for each job; a job without one does not compile. */
export type JobHandlers = { [N in JobName]: (data: JobData[N], context: JobContext) => Promise<void> };

export interface EnqueueOptions {
  /** While a job of this name and key waits, another is not added. */
  singleton?: string;
  /** Not before then. */
  after?: Date;
}

/** Durable jobs, taken by whichever replica is alive; one job by one replica at a time. */
export interface JobQueue {
  /** @returns the id of the job, or of none where `singleton` found one waiting */
  enqueue<N extends JobName>(
    name: N,
    data: JobData[N],
    options?: EnqueueOptions,
  ): Promise<string | undefined>;
  cancel(name: JobName, id: string): Promise<void>;
}

/** The queue at work in this process. */
export interface JobWorker {
  queue: JobQueue;
  /** Takes no more jobs and lets those under way end, for a while. */
  stop(): Promise<void>;
}
