import { readBridgeLetter } from './bridge-letter.js';
import { categoriesOfCriteria, readCategories } from './categories.js';
import { takeApart } from './document.js';
import { readExceptions } from './exceptions.js';
import type { Control, Extraction, NotApplicable, Refusal, Warning } from './extraction.js';
import { readFrameworks } from './frameworks.js';
import { documentKind } from './kind.js';
import { controlsOf, readMatrix } from './matrix.js';
import type { Matrix } from './matrix-rows.js';
import { readOpinion } from './opinion.js';
import type { PageRuns, PageText } from './page-text.js';
import { readParties } from './parties.js';
import { readTimes } from './period.js';
import { readResponsibilities } from './responsibilities.js';
import { readSignature } from './signature.js';
import { readStandard } from './standard.js';
import { readSubservice, shortName } from './subservice.js';
import { datesDisagree, totalsDisagree, unreadParts } from './reconcile.js';
import { catchExceptions } from './uncovered.js';

const visible = (page: PageRuns): number => page.runs.reduce((sum, run) => sum + (run.hidden ? 0 : run.text.trim().length), 0);

/** Refuses a document of which at least half the pages show no text; a hidden layer is no text that can be trusted. */
const checkText = (document: PageText): Refusal | null => {
  const empty = document.pages.filter((page) => visible(page) < 12);
  const blank = empty.filter((page) => page.image || page.runs.length > 0);
  if (empty.length < document.pages.length && blank.length * 2 < document.pages.length) return null;
  const hidden = document.pages.some((page) => page.runs.some((run) => run.hidden));
  const message = hidden
    ? 'The pages are pictures with an invisible text layer from character recognition, which cannot be relied on. Ask for the original PDF.'
    : 'The pages hold no text, only pictures. Ask for the original PDF instead of a scan.';
  return { code: 'no-text-layer', message, page: empty[0]?.number ?? 1 };
};

const notApplicable = (matrix: Matrix, controls: readonly Control[], csocCriteria: ReadonlySet<string>): readonly NotApplicable[] => {
  const covered = new Set(controls.flatMap((control) => control.criteria));
  const seen = new Set<string>();
  return matrix.opened.filter(({ criterion }) => !covered.has(criterion) && (seen.has(criterion) ? false : (seen.add(criterion), true))).map(({ criterion, page }) => {
    const words = matrix.opened.filter((o) => o.criterion === criterion).map((o) => o.text).join(' ');
    const reason = /[^.]*\b(?:not applicable|carved? out|subservice|responsib)[^.]*\.?/i.exec(words)?.[0]?.trim() ?? null;
    const carved = csocCriteria.has(criterion) || /carve|subservice|performed by|responsib/i.test(reason ?? '');
    return { criterion, reason, page, kind: carved ? 'carved-out' : 'not-applicable' };
  });
};

/**
 * Reads an assurance document: a SOC 2 report whole, a SOC 1 or SOC 3 report as far as its opening goes, a bridge letter.
 * Every found value carries its page and words; what is not said is null; what disagrees is a warning.
 */
export const readAssuranceDocument = (pageText: PageText): Extraction | Refusal => {
  const unreadable = checkText(pageText);
  if (unreadable) return unreadable;
  const document = takeApart(pageText);
  const kind = documentKind(document);
  if (typeof kind !== 'string') return kind;
  const base: Extraction = {
    schemaVersion: 1, documentKind: kind, pages: pageText.pages.length, sha256: pageText.sha256,
    reportType: null, attestationStandard: null, auditor: null, auditorAliases: [], auditorLocation: null, opinionDate: null,
    serviceOrganization: null, systemName: null, asOf: null, period: null, categories: null, opinion: null, opinionCriteria: null, opinionOn: [],
    criteriaInScope: null, subserviceOrganizations: [], cuecs: [], csocs: [], controls: [], exceptions: [], notApplicableCriteria: [],
    additionalFrameworks: [], bridgeLetter: null, warnings: [], documentPermissions: pageText.permissions,
  };
  const hidden: Warning[] = document.hiddenPages.map((page) => ({ code: 'hidden-text', message: 'The page holds text that cannot be seen; it was not read.', page }));
  const pictures: Warning[] = pageText.pages.filter((page) => page.image && visible(page) < 12 && page.number > 1).map((page) => ({ code: 'page-without-text', message: 'The page is a picture without text; what it says was not read.', page: page.number }));
  if (kind === 'bridge-letter') {
    const { letter, warnings } = readBridgeLetter(document);
    return { ...base, bridgeLetter: letter, warnings: [...warnings, ...hidden] };
  }
  const parties = readParties(document);
  const signature = readSignature(document, parties.serviceOrganization?.value ?? '');
  const times = readTimes(document);
  const opinion = readOpinion(document);
  const opening = { ...base, ...parties, reportType: times.reportType, period: times.period, asOf: times.asOf, attestationStandard: readStandard(document), auditor: signature.auditor, auditorAliases: signature.aliases, auditorLocation: signature.location, opinionDate: signature.opinionDate, opinion: opinion.opinion, opinionCriteria: opinion.criteria, opinionOn: opinion.on };
  const openingWarnings = [...parties.warnings, ...signature.warnings, ...times.warnings, ...opinion.warnings, ...hidden, ...pictures];
  if (kind !== 'soc2') {
    const categories = kind === 'soc3' ? readCategories(document, []).categories : null;
    const { warnings: _, ...fields } = { ...opening, warnings: [] };
    return { ...fields, categories, warnings: openingWarnings };
  }
  const matrix = readMatrix(document);
  const typeOne = times.reportType?.value === 'type1';
  const listed = controlsOf(typeOne ? matrix.rows.map((row) => (row.tests.some((t) => t.result) ? row : { ...row, tests: [] })) : matrix.rows);
  const matrixCriteria = [...new Set(listed.flatMap((control) => control.criteria))];
  const categories = readCategories(document, matrixCriteria);
  const subservice = readSubservice(document, parties.serviceOrganization?.value ?? '');
  const names = subservice.organizations.flatMap(({ name }) => [...(shortName(name) ? [shortName(name) as string] : []), name.replace(/\s*\([^)]*\)\s*$/, '')]);
  const responsibilities = readResponsibilities(document, names);
  const told = readExceptions(document, listed, matrix.rows);
  const { controls, exceptions, warnings: netWarnings } = catchExceptions(document, listed, told.exceptions);
  const absent = notApplicable(matrix, controls, new Set(responsibilities.csocs.flatMap((c) => c.criteria)));
  const scope = [...new Set([...matrixCriteria, ...absent.map((a) => a.criterion)])];
  const extraction: Extraction = {
    ...opening, categories: categories.categories, subserviceOrganizations: subservice.organizations, ...responsibilities, controls, exceptions,
    notApplicableCriteria: absent, criteriaInScope: scope.length > 0 ? scope : null, additionalFrameworks: readFrameworks(document), warnings: [],
  };
  const warnings = [...openingWarnings, ...categories.warnings, ...subservice.warnings, ...told.warnings, ...netWarnings, ...unreadParts(document, extraction), ...datesDisagree(extraction), ...totalsDisagree(extraction, told.responses), ...outside(extraction)];
  return { ...extraction, warnings };
};

/** Criteria in the matrix whose category nobody named. */
const outside = ({ categories, controls }: Extraction): readonly Warning[] => {
  if (!categories) return [];
  const extra = categoriesOfCriteria(controls.flatMap((control) => control.criteria)).filter((category) => !categories.value.includes(category));
  return extra.map((category) => ({ code: 'matrix-outside-scope', message: `The matrix lists controls under ${category}, which the scope does not name.`, page: null }));
};
