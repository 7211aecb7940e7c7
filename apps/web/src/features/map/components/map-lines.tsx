import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import type { StagedLine } from '../model/board-facts.ts';
import { dashes } from '../model/line-dashes.ts';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { pointOnLine, toPath, type MapLayout } from '../model/map-layout.ts';

type PlacedLine = MapLayout['lines'][number];

interface MapLinesProps {
  /** Folder that is left out of names. */
  within: string;
  lines: readonly PlacedLine[];
  staged: readonly StagedLine[];
  height: number;
  /** Whether a line belongs to what the reader looks at; absent: nothing is looked at. */
  lit: ((line: PlacedLine) => boolean) | undefined;
  /** Lines of each pointer: what has several tells the number of each. */
  countOf: (pointer: number) => number;
}

/** Lines of several pointers meet at their destination, and lines of one pointer begin together: marks keep away from both. */
const markAt = { alone: 0.25, amongSeveral: 0.5 };

function toWidth(links: number): number {
  return Math.min(6, 1.25 + Math.log2(links) / 2);
}

/** What leads where: how it is by the style of the line and a mark on it, how many by its width and a number. */
export function MapLines({ within, lines, staged, height, lit, countOf }: MapLinesProps) {
  const { i18n } = useTranslation();
  return (
    <div aria-hidden="true" className="relative" style={{ height }}>
      <svg
        className="absolute inset-0 size-full"
        fill="none"
        preserveAspectRatio="none"
        viewBox={`0 0 100 ${Math.max(1, height)}`}
      >
        {lines.map((line) => {
          const path = toPath(line);
          const width = toWidth(line.links);
          return (
            <g
              className={cx(healthInk[line.health], lit !== undefined && !lit(line) && 'opacity-20')}
              key={`${line.from} ${line.to} ${line.health}`}
              vectorEffect="non-scaling-stroke"
            >
              <path
                d={path}
                stroke="currentColor"
                strokeDasharray={dashes[line.health]}
                strokeWidth={line.whole ? width + 2.5 : width}
                vectorEffect="non-scaling-stroke"
              />
              {/* A whole folder link is two lines. */}
              {line.whole && (
                <path
                  d={path}
                  stroke="var(--surface-1)"
                  strokeWidth={Math.max(1.5, width - 0.5)}
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </g>
          );
        })}
        {staged.map(({ name, ...line }) => (
          <path
            className="text-accent"
            d={toPath(line)}
            key={name}
            stroke="currentColor"
            strokeDasharray="1 6"
            strokeLinecap="round"
            strokeWidth={3}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {lines
        .filter(
          (line) =>
            line.health !== 'ok' || line.links > 1 || line.breaksSoon !== undefined || countOf(line.from) > 1,
        )
        .map((line) => {
          const { x, y } = pointOnLine(line, countOf(line.from) > 1 ? markAt.amongSeveral : markAt.alone);
          return (
            <span
              className={cx(
                'absolute inline-flex -translate-1/2 items-center gap-1 rounded-full bg-surface-1 px-1.5 text-12 whitespace-nowrap text-ink-2 tabular-nums',
                lit !== undefined && !lit(line) && 'invisible',
              )}
              key={`${line.from} ${line.to} ${line.health}`}
              style={{ left: `${x}%`, top: y }}
            >
              {line.health !== 'ok' && <HealthGlyph health={line.health} size={14} />}
              {line.via.length > 0 && line.links === 1 ? (
                <KeyText className="max-w-40" value={line.via[0] ?? ''} within={within} />
              ) : (
                line.links.toLocaleString(i18n.language)
              )}
              {line.breaksSoon !== undefined && (
                <ForecastMark forecast={line.breaksSoon.forecast} links={line.breaksSoon.links} />
              )}
            </span>
          );
        })}
    </div>
  );
}
