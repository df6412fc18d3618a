/** The part of the underlying PDF reader that is used, as its version 5.4 answers. */
export type Matrix = readonly number[];

export interface TextItem {
  readonly str?: string;
  readonly transform?: Matrix;
  readonly width?: number;
  readonly fontName?: string;
  readonly type?: string;
  readonly id?: string | null;
}

export interface TreeNode {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly TreeNode[];
}

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

export interface PdfPage {
  readonly view: Matrix;
  getViewport(options: { readonly scale: number }): { readonly width: number; readonly height: number; readonly transform: Matrix };
  getTextContent(options: { readonly includeMarkedContent: boolean }): Promise<{ readonly items: readonly TextItem[] }>;
  getOperatorList(): Promise<OperatorList>;
  getStructTree(): Promise<TreeNode | null>;
  readonly commonObjs: { has(id: string): boolean; get(id: string): { readonly name?: string } | null };
  cleanup(): void;
}

export interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getPermissions(): Promise<readonly number[] | null>;
  getOptionalContentConfig(): Promise<{ isVisible(group: unknown): boolean }>;
  destroy(): Promise<void>;
}

/** Product of two affine maps in the order of ISO 32000-1, 8.3.4: first `b`, then `a`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => {
  const [a0 = 1, a1 = 0, a2 = 0, a3 = 1, a4 = 0, a5 = 0] = a;
  const [b0 = 1, b1 = 0, b2 = 0, b3 = 1, b4 = 0, b5 = 0] = b;
  return [a0 * b0 + a2 * b1, a1 * b0 + a3 * b1, a0 * b2 + a2 * b3, a1 * b2 + a3 * b3, a0 * b4 + a2 * b5 + a4, a1 * b4 + a3 * b5 + a5];
};

export const apply = (m: Matrix, x: number, y: number): readonly [number, number] => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  return [a * x + c * y + e, b * x + d * y + f];
};
