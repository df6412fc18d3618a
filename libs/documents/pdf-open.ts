import { PDFParse, VerbosityLevel } from 'pdf-parse';
import type { LoadParameters } from 'pdf-parse';
import type { PdfDocument } from './pdf-types.js';

export interface Opened {
  readonly parser: PDFParse;
  readonly document: PdfDocument;
}

export interface OpenRefusal {
  readonly refusal: { readonly code: 'needs-password' | 'damaged'; readonly message: string };
}

/**
 * Opens a PDF. An owner password alone (an empty user password) is no hindrance.
 * @param images whether images are decoded; reading text needs none
 */
export const openPdf = async (data: Uint8Array, { images }: { readonly images: boolean }): Promise<Opened | OpenRefusal> => {
  const parameters: LoadParameters = {
    data, verbosity: VerbosityLevel.ERRORS, isEvalSupported: false, useSystemFonts: false, disableFontFace: true,
    enableXfa: false, stopAtErrors: false, useWorkerFetch: false, maxImageSize: images ? 40_000_000 : 1,
  };
  const parser = new PDFParse(parameters);
  try {
    const document = await (parser as unknown as { load(): Promise<PdfDocument> }).load();
    return { parser, document };
  } catch (error) {
    const words = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    if (/password/i.test(words)) {
      return { refusal: { code: 'needs-password', message: 'The PDF opens only with a password. Ask for a copy without one, or remove the password and upload it again.' } };
    }
    if (/allocation failed|out of memory|invalid array length/i.test(words)) throw error;
    return { refusal: { code: 'damaged', message: `The PDF cannot be opened (${words.replace(/\s+/g, ' ').slice(0, 120)}). Ask for the file again.` } };
  }
};
