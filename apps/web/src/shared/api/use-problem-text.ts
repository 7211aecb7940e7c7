import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type common from '../../locales/en/common.json';
import type problems from '../../locales/en/problems.json';
import { ApiError, type ApiErrorCode } from './api-error.ts';
import { problemTexts, wantProblemTexts } from './problem-texts.ts';

export interface ProblemText {
  /** What happened. */
  what: string;
  /** What to do about it; may be empty. */
  todo: string;
}

/** Both sentences in one line. No blank follows a Chinese full stop. */
export const toOneLine = ({ what, todo }: ProblemText): string =>
  what.endsWith('。') ? what + todo : `${what} ${todo}`;

/** Codes whose texts are always there: they are told when the server does not answer. */
type NearCode = keyof (typeof common)['problem'];
/** Complete by construction: a code of the contract without its texts does not compile. */
type FarCode =
  (typeof problems)['code'] extends Record<Exclude<ApiErrorCode, NearCode>, ProblemText>
    ? Exclude<ApiErrorCode, NearCode>
    : never;

const near: Readonly<Record<NearCode, true>> = { internal: true, network: true, 'answer-invalid': true };

/** Turns anything thrown into two sentences, by code. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation(['common', 'problems']);
  const there = useSyncExternalStore(problemTexts.subscribe, problemTexts.areThere);
  return useCallback(
    (error: unknown) => {
      const code = error instanceof ApiError ? error.code : 'internal';
      if (isNear(code)) return { what: t(`problem.${code}.what`), todo: t(`problem.${code}.todo`) };
      if (!there) {
        wantProblemTexts();
        return { what: t('problem.internal.what'), todo: '' };
      }
      const { params = {}, errors = [] } = (error instanceof ApiError ? error.problem : undefined) ?? {};
      // The request is fine, the file in it is not; its mistakes are listed beside these sentences.
      if (errors.some(({ rule }) => rule === 'csv' || rule === 'manifest'))
        return { what: t('problems:file.what'), todo: t('problems:file.todo') };
      return {
        what: t(`problems:code.${code}.what`, params),
        todo: t(`problems:code.${code}.todo`, params),
      };
    },
    [t, there],
  );
}

function isNear(code: NearCode | FarCode): code is NearCode {
  return code in near;
}
