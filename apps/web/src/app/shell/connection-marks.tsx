import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { connectionQueries } from '../../shared/queries/connection-queries.ts';

const looks = {
  demo: 'border-caution text-caution max-sm:hidden',
  production: 'border-danger text-danger',
  readOnly: 'border-line-strong text-ink-2',
} as const;
const names = ['demo', 'production', 'readOnly'] as const;

/** What must be known of a connection before anything is done over it. On a phone, a line of its own. */
export function ConnectionMarks({ connection }: { connection: string }) {
  const { t } = useTranslation('shell');
  const { data } = useQuery(connectionQueries.list());
  const facts = data?.items.find(({ name }) => name === connection);
  return (
    <div className="flex shrink-0 gap-1 max-sm:order-last max-sm:w-full max-sm:px-3 max-sm:not-empty:pb-1.5">
      {names
        // An open console says on every page already that it is the demo.
        .filter((name) => facts?.[name] === true && !(name === 'demo' && data?.open === true))
        .map((name) => (
          <span
            className={cx('rounded-full border px-2 text-12 font-medium', looks[name])}
            data-tip={t(`${name}.meaning`)}
            key={name}
          >
            {t(`${name}.mark`)}
          </span>
        ))}
    </div>
  );
}
