import type { Dispatcher } from 'undici';

/** Extra option of a request that {@link observeStart} understands. */
export interface ObservedOptions {
  /** Called when the request is about to be written to a live connection. */
  readonly onStart?: () => void;
}

/**
 * undici tells a dispatch handler, but not the caller of `request()`, when writing begins. That
 * moment decides whether a failed write can have reached OSS.
 */
export function observeStart(dispatch: Dispatcher.Dispatch): Dispatcher.Dispatch {
  return (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        (options as ObservedOptions).onStart?.();
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}
