import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { pageMarks } from '#libs/contracts/reports-review.contract.js';
import { documentGet } from '#libs/contracts/reports.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { formErrors } from '../../http/form.js';
import { Page } from '../../http/page.js';
import { mayReview, type Person } from '../../http/visitor.js';
import { ifThere } from '../if-there.js';
import { peopleNames } from '../people-names.js';
import { chosenPage, reviewView } from './review.view.js';

/** What the page of a document needs to be made. */
export interface ReviewParts {
  readonly bus: Bus;
  readonly database: TenantDatabase;
}

/** The page of one document, perhaps with what was refused. */
export async function reviewPage({ bus, database }: ReviewParts, person: Person, id: string, query: Readonly<Record<string, string | undefined>>, refused?: ReturnType<typeof formErrors>): Promise<Page> {
  const document = await bus.request(documentGet, { id }, person.context);
  const page = chosenPage(document, query);
  const marks = document.extraction ? await ifThere(bus.request(pageMarks, { id, page }, person.context)) : null;
  const known = document.byHandSays ? await ifThere(bus.request(frameworkList, {}, person.context)) : null;
  const frameworks = new Map(known?.items.map((one) => [one.id, one.name]));
  const names = await peopleNames(database, person.context);
  return new Page('reports/review', reviewView(document, { query, page, marks, mayReview: mayReview(person), names, frameworks, refused }), refused ? 422 : 200);
}
