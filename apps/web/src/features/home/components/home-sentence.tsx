import type { Home } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import { toHomeSummary } from '../model/home-summary.ts';
import { toTextParts } from '../model/marked-text.ts';

interface HomeSentenceProps {
  connection: string;
  home: Home;
}

/** What no other tool can say: how many links there are, and how many of them lead nowhere. */
export function HomeSentence({ connection, home }: HomeSentenceProps) {
  const { t } = useTranslation('home');
  const summary = toHomeSummary(home.buckets);
  const { buckets, others, byHealth, served, completeness } = summary;
  const unknown = byHealth.unknown ?? 0;
  const linked = (text: string, search: Record<string, string>): ReactNode => (
    <NumberText connection={connection} search={search} text={text} />
  );
  return (
    <header className="flex flex-col gap-1.5">
      <h1 className="text-20 text-ink-1 sm:leading-8">
        {home.links === 0 ? (
          t(`sentence.none.${completeness}`)
        ) : (
          <>
            {buckets.map(({ bucket, links, atLeast }, index) => (
              <Clause end={index < buckets.length - 1 || others !== undefined ? 'comma' : 'end'} key={bucket}>
                {linked(
                  t(
                    index === 0
                      ? atLeast
                        ? 'sentence.firstPart'
                        : 'sentence.first'
                      : atLeast
                        ? 'sentence.nextPart'
                        : 'sentence.next',
                    { count: links, bucket },
                  ),
                  { bucket },
                )}
              </Clause>
            ))}
            {others !== undefined && (
              <Clause end="end">
                {linked(
                  t(others.atLeast ? 'sentence.othersPart' : 'sentence.others', {
                    count: others.links,
                    buckets: others.buckets,
                  }),
                  {},
                )}
              </Clause>
            )}
            <br />
            {home.broken > 0 ? (
              <span className="font-medium">
                <HealthGlyph className="mr-2 align-[-2px] [&>.sr-only]:hidden" health="missing" size={18} />
                {linked(t('sentence.broken', { count: home.broken }), { health: 'broken' })}
              </span>
            ) : (
              unknown === 0 &&
              // Praise is for what is wholly known.
              (completeness === 'complete' ? (
                <span className="text-health-ok">{t('sentence.sound')}</span>
              ) : (
                <span className="text-ink-2">{t('sentence.soundSoFar')}</span>
              ))
            )}
            {served.wrong > 0 && (
              <> {linked(t('sentence.served', { count: served.wrong }), { health: 'served-wrongly' })}</>
            )}
            {unknown > 0 && <> {linked(t('sentence.unknown', { count: unknown }), { health: 'unknown' })}</>}
          </>
        )}
      </h1>
      {home.scannedAt !== undefined && (
        <p className="text-12 text-ink-3">
          <Age at={home.scannedAt} action="scanned" />
          {t('sentence.comma')}
          {t(`completeness.${completeness}`, { complete: summary.complete, count: summary.readable })}
        </p>
      )}
    </header>
  );
}

/** A part of the sentence that is broken into lines only where it does not fit one: no line begins within a name. */
function Clause({ end, children }: { end: 'comma' | 'end'; children: ReactNode }) {
  const { t } = useTranslation('home');
  const mark = t(`sentence.${end}`);
  return (
    <>
      <span className="inline-block">
        {children}
        {mark.trimEnd()}
      </span>
      {/* At the end of a box it would take no room. */}
      {mark.endsWith(' ') && ' '}
    </>
  );
}

interface NumberTextProps {
  connection: string;
  search: Record<string, string>;
  text: string;
}

/** A sentence whose number leads to the rows that it counts. */
function NumberText({ connection, search, text }: NumberTextProps) {
  return toTextParts(text).map((part) =>
    part.marked ? (
      <Link
        className="rounded-sm font-semibold text-accent underline decoration-accent/35 underline-offset-4 hover:decoration-current"
        key={part.text}
        params={{ connection }}
        search={search}
        to="/c/$connection/links"
      >
        {part.text}
      </Link>
    ) : (
      <span key={part.text}>{part.text}</span>
    ),
  );
}
