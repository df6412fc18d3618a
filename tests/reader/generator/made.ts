import type { MadeDocument } from './blocks.js';
import { makeLayout, matrixShapes } from './layout.js';
import type { Layout, MatrixShape } from './layout.js';
import { fitted } from './matrix.js';
import { makeModel } from './model.js';
import type { Model } from './model.js';
import { randomFrom } from './random.js';
import { reportOf } from './report.js';

export interface Made {
  readonly model: Model;
  readonly layout: Layout;
  readonly document: MadeDocument;
}

/** The report of a seed; the shape of its matrix goes round with the seed unless it is given. */
export const makeReport = (seed: number, shape: MatrixShape = matrixShapes[seed % matrixShapes.length] as MatrixShape, fixed: Partial<Model> = {}, size?: number): Made => {
  const random = randomFrom(seed);
  const layout = makeLayout(random, shape);
  const model = fitted(makeModel(random, fixed, size), layout);
  return { model, layout, document: reportOf(model, layout, random) };
};
