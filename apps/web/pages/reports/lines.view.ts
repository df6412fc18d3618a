import type { ExceptionFound, Extraction, Responsibility } from '#libs/soc2/extraction.js';
import { dutyLines, exceptionLines, putRightLists, type CorrectedLine } from '#libs/soc2/put-right.js';
import { message } from '../../render.js';
import { checkCell, type LinesLook } from './check-cell.js';

/** Exceptions and complementary controls with what people put right: each with its words, its pages and the way to correct it. */
export function linesView(extraction: Extraction | null, base: string, look: LinesLook) {
  const corrections = look.corrections as readonly { readonly path: string; readonly value: unknown }[];
  const link = (page: number, mark: string) => ({ page, href: `${base}?page=${page}&value=${mark}` });
  const duties = (list: 'cuec' | 'csoc') => (extraction ? dutyLines(list, extraction, corrections) : []).map((line, at) => dutyRow(line, link(line.read?.page ?? line.holds?.page ?? 1, `${list}-${at + 1}`), base, look));
  return { exceptions: extraction ? exceptionBlocks(extraction, corrections, base, look, link) : [], cuecs: duties('cuec'), csocs: duties('csoc') };
}

function dutyRow({ path, read, holds }: CorrectedLine<Responsibility>, page: { page: number; href: string }, base: string, look: LinesLook) {
  const one = holds ?? read!;
  const was = holds && read && holds !== read && holds.text !== read.text ? message('reports.correct.read2', { read: read.text }) : read === null ? message('reports.correct.added') : '';
  return { cells: [{ text: one.text, sub: [one.subserviceOrganization ?? '', was].filter(Boolean).join(' · ') }, { text: one.criteria.join(', ') }, { pages: [page] }, ...checkCell(path, base, look)] };
}

/** Exceptions as they were read, those that people added or took out, and those that follow from corrected results. */
function exceptionBlocks(extraction: Extraction, corrections: readonly { readonly path: string; readonly value: unknown }[], base: string, look: LinesLook, link: (page: number, mark: string) => { page: number; href: string }) {
  const lines = exceptionLines(extraction, corrections);
  const standing = putRightLists(extraction, corrections).exceptions;
  const own = new Set(lines.map(({ holds }) => holds?.description));
  const shown = lines.map(({ path, read, holds }, at) => {
    const one = holds ?? read!;
    const gone = !standing.some(({ description }) => description === one.description);
    return { ...exceptionBlock(one, `exception-${at + 1}`, link), gone: gone ? message('reports.correct.goneWord') : null, check: checkCell(path, base, look)[0] };
  });
  return [...shown, ...standing.filter(({ description }) => !own.has(description)).map((one, at) => ({ ...exceptionBlock(one, `exception-result-${at + 1}`, link), gone: null, check: { sub: message('reports.correct.fromResult') } }))];
}

function exceptionBlock(exception: ExceptionFound, path: string, link: (page: number, mark: string) => { page: number; href: string }) {
  return {
    path, text: exception.description, criteria: exception.criteria.join(', '), response: exception.managementResponse,
    counts: exception.sampleSize !== null && exception.deviations !== null ? message('reports.review.ofSample', { deviations: exception.deviations, sample: exception.sampleSize }) : null,
    pages: exception.pages.map((number) => link(number, path)),
  };
}
