import type { Neighbour } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import {
  Controls,
  Handle,
  MarkerType,
  Position,
  ReactFlow,
  useReactFlow,
  type Edge,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import './neighbourhood-graph.css';
import type { TFunction } from 'i18next';
import { useMemo, type FocusEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import type { dashes as lineDashes } from '../model/line-dashes.ts';
import type { cardSize as sizeOfCard, NeighbourhoodLayout } from '../model/neighbourhood-layout.ts';
import type { NeighbourCard } from './neighbour-card.tsx';

/** What the page has of its own to draw with: imported here, it would be a file more that the first load names. */
interface Drawing {
  layout: NeighbourhoodLayout;
  cardSize: typeof sizeOfCard;
  dashes: typeof lineDashes;
  Card: typeof NeighbourCard;
}

interface NeighbourhoodGraphProps extends Drawing {
  items: readonly Neighbour[];
  scope: BucketRef;
}

type CardNode = Node<
  Pick<NeighbourhoodGraphProps, 'Card' | 'cardSize' | 'scope'> & { neighbour: Neighbour; asked: boolean },
  'card'
>;
type HeadingNode = Node<{ text: string }, 'heading'>;

const nodeTypes = { card: CardOfKey, heading: ColumnHeading };

/** Nothing can be moved, selected or joined here: keys do what they do on any page. */
const still = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
} as const;

/** How to select and move, which is not to be done here. */
const unsaid = {
  'node.a11yDescription.default': '',
  'node.a11yDescription.keyboardDisabled': '',
  'edge.a11yDescription.default': '',
};

/** Cards that cannot be read help nobody: of a larger picture the middle is shown, where the key stands. */
const fit = { padding: 0.06, minZoom: 0.75, maxZoom: 1 };

/** The keys around one key as cards, and its links as lines whose style is their health. */
export function NeighbourhoodGraph({
  items,
  scope: { connection, bucket },
  layout,
  cardSize,
  dashes,
  Card,
}: NeighbourhoodGraphProps) {
  const { t } = useTranslation(['map', 'health']);
  const { nodes, edges } = useMemo(
    () => toGraph({ items, scope: { connection, bucket }, layout, cardSize, dashes, Card }, t),
    [items, connection, bucket, layout, cardSize, dashes, Card, t],
  );
  return (
    <ReactFlow
      {...still}
      ariaLabelConfig={{
        ...unsaid,
        'controls.ariaLabel': t('map:near.zoom'),
        'controls.zoomIn.ariaLabel': t('map:near.zoomIn'),
        'controls.zoomOut.ariaLabel': t('map:near.zoomOut'),
        'controls.fitView.ariaLabel': t('map:near.fit'),
      }}
      edges={edges}
      fitView
      fitViewOptions={fit}
      // Another key is another picture.
      key={items[0]?.key}
      minZoom={0.3}
      nodes={nodes}
      nodeTypes={nodeTypes}
      panOnScroll
      zoomOnDoubleClick={false}
      zoomOnScroll={false}
    >
      <Controls fitViewOptions={fit} showInteractive={false} />
    </ReactFlow>
  );
}

function toGraph(
  { items, scope, layout: { cards, lines }, cardSize, dashes, Card }: NeighbourhoodGraphProps,
  t: TFunction<['map', 'health']>,
): { nodes: (CardNode | HeadingNode)[]; edges: Edge[] } {
  // It says nothing of itself: its parts do.
  const silent = { draggable: false, domAttributes: { 'aria-roledescription': undefined } };
  const { width } = cardSize;
  const nodes = cards.map(({ x, y, height, ...neighbour }): CardNode => ({
    ...silent,
    id: neighbour.key,
    type: 'card',
    position: { x, y },
    width,
    height,
    data: { Card, cardSize, neighbour, scope, asked: neighbour.key === items[0]?.key },
  }));
  const columns = Map.groupBy(cards, ({ step }) => step);
  const headings = Array.from(columns, ([step, column]): HeadingNode => {
    const [top] = column;
    return {
      ...silent,
      id: `step ${step}`,
      type: 'heading',
      position: { x: top?.x ?? 0, y: (top?.y ?? 0) - 32 },
      width,
      data: { text: t(`map:near.${toHeading(step, column.length)}`) },
    };
  });
  const healthOf = new Map(items.map(({ key, health = 'unknown' }) => [key, health]));
  const edges = lines.map(({ from, to }): Edge => {
    const health = healthOf.get(from) ?? 'unknown';
    const colour = `var(--health-${health})`;
    return {
      id: from,
      source: from,
      target: to,
      ariaLabel: t('map:near.line', {
        key: toVisibleText(from),
        target: toVisibleText(to),
        health: t(`health:word.${health}`),
      }),
      markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 16, height: 16 },
      style: { stroke: colour, strokeDasharray: dashes[health], strokeWidth: 1.75 },
      domAttributes: { 'aria-roledescription': undefined },
    };
  });
  return { nodes: [...headings, ...nodes], edges };
}

function toHeading(step: number, cards: number): 'further' | 'leading' | 'asked' | 'column' | 'target' {
  if (step > 0) return 'target';
  if (step < 0) return step === -1 ? 'leading' : 'further';
  return cards > 1 ? 'column' : 'asked';
}

function ColumnHeading({ data: { text } }: NodeProps<HeadingNode>) {
  return (
    <span aria-hidden="true" className="block truncate text-12 font-medium text-ink-2">
      {text}
    </span>
  );
}

function CardOfKey({
  data: { Card, cardSize, neighbour, scope, asked },
  positionAbsoluteX,
  positionAbsoluteY,
  height = 0,
}: NodeProps<CardNode>) {
  const { setCenter, getZoom } = useReactFlow();
  /** Moves the picture to what the Tab key has reached: the browser cannot scroll it. */
  const show = ({ currentTarget }: FocusEvent): void => {
    const card = currentTarget.getBoundingClientRect();
    const frame = currentTarget.closest('.react-flow')?.getBoundingClientRect();
    if (frame === undefined) return;
    const isSeen =
      card.left >= frame.left &&
      card.right <= frame.right &&
      card.top >= frame.top &&
      card.bottom <= frame.bottom;
    if (isSeen) return;
    void setCenter(positionAbsoluteX + cardSize.width / 2, positionAbsoluteY + height / 2, {
      zoom: getZoom(),
    });
  };
  return (
    <div className="nopan pointer-events-auto h-full" onFocus={show}>
      <Handle className="invisible" isConnectable={false} position={Position.Left} type="target" />
      <Card asked={asked} className="h-full" neighbour={neighbour} scope={scope} />
      <Handle className="invisible" isConnectable={false} position={Position.Right} type="source" />
    </div>
  );
}
