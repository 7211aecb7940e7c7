import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type en from '../../locales/en/problems.json';
import { ApiError, type ApiErrorCode } from './api-error.ts';

export interface ProblemText {
  /** What happened. */
  what: string;
  /** What to do about it; may be empty. */
  todo: string;
}

/** Complete by construction: a code of the contract without its texts does not compile. */
type Complete = (typeof en)['code'] extends Record<ApiErrorCode, ProblemText> ? ApiErrorCode : never;

/** Turns anything thrown into two sentences, by code. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation('problems');
  return useCallback(
    (error: unknown) => {
      const code: Complete = error instanceof ApiError ? error.code : 'internal';
      const params = error instanceof ApiError ? (error.problem?.params ?? {}) : {};
      return { what: t(`code.${code}.what`, params), todo: t(`code.${code}.todo`, params) };
    },
    [t],
  );
}
