import type { ExchangeLimits, WireAnswer } from './transport/answer-handler.ts';
import type { Transport } from './transport/transport.ts';
import { WireError } from './transport/wire-fault.ts';
import { wireProblem } from './wire-problem.ts';

interface UnsignedHead {
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  readonly limits: ExchangeLimits;
}

/** Asks as a stranger would. @throws OssError */
export async function headUnsigned(
  transport: Transport,
  { url, signal, limits }: UnsignedHead,
): Promise<Pick<WireAnswer, 'status' | 'headers'>> {
  const { origin, pathname, search } = new URL(url);
  try {
    const { status, headers } = await transport.exchange({
      origin,
      method: 'HEAD',
      path: `${pathname}${search}`,
      headers: [],
      body: undefined,
      signal,
      bodyMode: { kind: 'none' },
      limits,
    });
    return { status, headers };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw wireProblem({ operation: 'HeadUnsigned', method: 'HEAD', effect: 'read' }, error);
  }
}
