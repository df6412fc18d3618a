import { svgPercent } from '../../pictures.js';
import { lineOf } from './reach-map.js';

/** What stands between two requirements, and how each of them stands to it. */
export interface Between {
  readonly name: string;
  readonly left: string | null;
  readonly right: string | null;
}

const step = 40;
const [end, from, to] = [22, 32, 68];

/** Two requirements at the sides and what joins them between, one below another; at most so many as `most`. */
export function chainPicture(between: readonly Between[], most = 12) {
  const shown = between.slice(0, most);
  const height = Math.max(1, shown.length) * step + 8;
  const centre = height / 2;
  return {
    height, centre, boxY: centre - 16, textY: centre + 4, endWidth: svgPercent(end), rightX: svgPercent(100 - end), leftText: svgPercent(end / 2), rightText: svgPercent(100 - end / 2), rightEdge: svgPercent(100 - end),
    x: svgPercent(from), width: svgPercent(to - from), x2: svgPercent(to),
    nodes: shown.map(({ name, left, right }, at) => ({ name, y: at * step + 9, middle: at * step + 24, textY: at * step + 28, left: left && lineOf[left], right: right && lineOf[right] })),
  };
}
