import type { PageText } from '#libs/soc2/page-text.js';
import type { Transaction } from '#libs/platform/transaction.js';

const pagesAtOnce = 50;

/** Keeps where each piece of text stands, so that the words behind a value can be shown on the page. */
export async function keepPages(tx: Transaction, document: string, text: PageText): Promise<void> {
  const pages = text.pages.map(({ number, width, height, turn, runs }) => ({
    page: number, width, height, turn: turn ?? 0,
    runs: runs.filter(({ hidden }) => !hidden).map((run) => [run.text, run.x, run.y, run.width, run.size]),
  }));
  for (let first = 0; first < pages.length; first += pagesAtOnce) {
    await tx.query(
      `insert into reports.page_text (tenant_id, document, page, width, height, turn, runs)
       select $1, $2, (p ->> 'page')::integer, (p ->> 'width')::real, (p ->> 'height')::real, (p ->> 'turn')::integer, p -> 'runs' from jsonb_array_elements($3::jsonb) p
       on conflict (tenant_id, document, page) do update set width = excluded.width, height = excluded.height, turn = excluded.turn, runs = excluded.runs`,
      [tx.context.tenant, document, withoutNul(JSON.stringify(pages.slice(first, first + pagesAtOnce)))],
    );
  }
}

/** PostgreSQL keeps no NUL in text. */
function withoutNul(json: string): string {
  return json.replaceAll('\\u0000', '');
}
