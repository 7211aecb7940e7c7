import { releaseHeader } from '@signpost/api-contract';
import { onTestFinished, vi } from 'vitest';

/** One request with a body whose way can be followed, in the hands of the test. */
export class FakeUpload extends EventTarget {
  readonly upload = new EventTarget();
  readonly headers = new Headers();
  url = new URL(location.href);
  body: Blob | undefined;
  aborted = false;
  status = 0;
  responseText = '';

  open(_method: string, url: string): void {
    this.url = new URL(url, location.href);
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  /** Answers come from Signpost. */
  getResponseHeader(name: string): string | null {
    return name === releaseHeader ? 'test' : null;
  }

  send(body: Blob): void {
    this.body = body;
  }

  abort(): void {
    this.aborted = true;
    this.#end('abort');
  }

  /** So many bytes have left. */
  progress(loaded: number): void {
    this.upload.dispatchEvent(new ProgressEvent('progress', { loaded }));
  }

  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.#end('load');
  }

  /** The connection breaks. */
  fail(): void {
    this.#end('error');
  }

  #end(how: 'load' | 'error' | 'abort'): void {
    this.dispatchEvent(new ProgressEvent(how));
    this.dispatchEvent(new ProgressEvent('loadend'));
  }
}

/** Stands in for `XMLHttpRequest` until the test ends; answers the requests that were made. */
export function fakeUploads(): readonly FakeUpload[] {
  const made: FakeUpload[] = [];
  vi.stubGlobal(
    'XMLHttpRequest',
    class extends FakeUpload {
      constructor() {
        super();
        made.push(this);
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return made;
}
