import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../shared/api/api-error.ts';
import { callAccount } from '../shared/api/call-account.ts';
import { toOneLine, useProblemText } from '../shared/api/use-problem-text.ts';
import { Button } from '../shared/ui/button.tsx';
import { toReturnUrl } from './account-place.ts';

/** Leads to the identity provider, and tells why somebody came back from there without being signed in. */
export function ProviderButton({ name }: { name: string }) {
  const { t } = useTranslation('account');
  const start = useMutation({
    mutationFn: () => callAccount('startProviderSignIn', { body: { to: toReturnUrl(location.search) } }),
    onSuccess: ({ url }) => goTo(url),
  });
  const refused = new URLSearchParams(location.search).get('refused');
  const error =
    start.error ?? (refused === null || start.isPending ? null : new ApiError(toKnownCode(refused)));
  return (
    <div className="flex flex-col gap-4">
      {error !== null && <Refusal error={error} />}
      <Button
        autoFocus
        onClick={() => start.mutate()}
        pending={start.isPending || start.isSuccess}
        size="large"
        variant="primary"
      >
        {t('signIn.through', { name })}
      </Button>
      <p className="text-center text-12 text-ink-3">{t('signIn.or')}</p>
    </div>
  );
}

function Refusal({ error }: { error: Error }) {
  const describe = useProblemText();
  return (
    <p className="text-13 text-danger" role="alert">
      {toOneLine(describe(error))}
    </p>
  );
}

/** Only where a browser loads a page: no address runs a script here. */
function goTo(url: string): void {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) location.assign(url);
}
