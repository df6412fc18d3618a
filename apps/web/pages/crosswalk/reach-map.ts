import { svgPercent } from '../../pictures.js';

/** How a requirement stands to a control, drawn by the style of its line; each style has its words in the legend. */
export const lineOf: Readonly<Record<string, string>> = { equal: 'bold', superset: 'full', subset: 'dot', intersects: 'dash', overlaps: 'dash', disjoint: 'apart' };

export interface ReachGroup {
  readonly name: string;
  readonly items: readonly { readonly id: string; readonly relationship: string; readonly word: string; readonly href: string }[];
}

const head = 26;
const step = 28;
const gap = 10;
const [side, middle] = [32, 16];

/**
 * Places a control in the middle and the requirements that map to it at both sides, one framework below another, so
 * that both sides are about as high. x in per cent, y in pixels.
 */
export function reachMap(groups: readonly ReachGroup[]) {
  const heights = [0, 0];
  const placed = [...groups].sort((a, b) => b.items.length - a.items.length).map((group) => {
    const at = heights[0]! <= heights[1]! ? 0 : 1;
    const top = heights[at]!;
    heights[at] = top + head + group.items.length * step + gap;
    return { group, at, top };
  });
  const height = Math.max(...heights, 48);
  const centre = height / 2;
  return {
    height, boxX: svgPercent(50 - middle / 2), boxWidth: svgPercent(middle), boxY: centre - 18, textY: centre + 4,
    groups: placed.map(({ group, at, top }) => {
      const drop = top + (height - heights[at]!) / 2;
      const [left, right] = at === 0 ? [0, side] : [100 - side, 100];
      return {
        name: group.name, x: svgPercent(left), y: drop + 17,
        items: group.items.map((item, index) => {
          const y = drop + head + index * step;
          return {
            ...item, line: lineOf[item.relationship] ?? 'dash', x: svgPercent(left), width: svgPercent(side), y, textY: y + 16, idX: svgPercent(left + 1), wordX: svgPercent(right - 1),
            x1: svgPercent(at === 0 ? 50 - middle / 2 : 50 + middle / 2), x2: svgPercent(at === 0 ? right : left), y1: centre, y2: y + 12,
          };
        }),
      };
    }),
  };
}
