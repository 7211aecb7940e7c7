import { QueryClient } from '@tanstack/react-query';
import { retryDelay, shouldRetry } from '../shared/api/retry.ts';

/** Every read may cost calls to OSS: nothing is read again because a window came to the front. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay,
        staleTime: 30_000,
        gcTime: 600_000,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}
