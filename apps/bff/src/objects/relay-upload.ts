import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';

/** The bytes of an upload on their way from the caller to OSS. */
export interface UploadRelay {
  /** What OSS is sent. Ending it leaves the caller's connection open, so that there is one to answer on. */
  stream: Readable;
  /** Fires when the caller goes away, or when the bytes stand still. */
  signal: AbortSignal;
  /** Who stood still: the caller sent no more, or OSS took no more. */
  stalled: () => 'caller' | 'oss' | undefined;
  /** MD5 of the bytes as an ETag spells it; absent before the last one. */
  etag: () => string | undefined;
}

/** Passes bytes on, sums them up, and gives up after `idleMs` without a byte moving. */
export function relayUpload(
  source: Readable,
  { idleMs, signal }: { idleMs: number; signal: AbortSignal },
): UploadRelay {
  const md5 = createHash('md5');
  const silence = new AbortController();
  let stalled: 'caller' | 'oss' | undefined;
  let etag: string | undefined;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      timer.refresh();
      md5.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      etag = md5.digest('hex').toUpperCase();
      done();
    },
  });
  const timer = setTimeout(() => {
    // Bytes that wait here are not taken; with none waiting, none came.
    stalled = stream.readableLength > 0 ? 'oss' : 'caller';
    silence.abort();
  }, idleMs);
  // The call to OSS listens only once it is sent. Until then it may wait for its turn, and the caller may leave.
  stream.on('error', () => {});
  const stop = (): void => clearTimeout(timer);
  stream.once('end', stop).once('close', stop);
  source.once('error', (error) => stream.destroy(error));
  source.once('close', () => {
    if (!source.readableEnded) stream.destroy(new Error('The caller went away'));
  });
  source.pipe(stream);
  // What is not wanted any more is passed over: a body left half-read would keep the next request of its connection
  // waiting. Only after the pipe is taken down, which stops the source.
  stream.once('close', () => source.resume());
  return {
    stream,
    signal: AbortSignal.any([signal, silence.signal]),
    stalled: () => stalled,
    etag: () => etag,
  };
}
