import pg from 'pg';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { dayOf } from '#libs/crosswalk/calendar.js';
import { ALL, COMPOSE, isOverlapping } from '#libs/crosswalk/relation.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { GRACE } from '#libs/crosswalk/evidence-types.js';
import { latestVersions, timeOf } from '#libs/crosswalk/select-evidence.js';
import { asked } from './crosswalk-model.js';

/** The stated arcs of a catalog by name, both ways, as a plain program would hold them. */
export type NamedArcs = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function namedArcs({ arcs, nodes }: Compiled): NamedArcs {
  return new Map(arcs.map(({ to, mask }, node) => [nodes.names[node]!, new Map([...to].map((other, at) => [nodes.names[other]!, mask[at]!]))]));
}

/** All pairs at two hops, over maps of maps. */
export function walkMaps(arcs: NamedArcs): Map<string, Map<string, number>> {
  const pairs = new Map<string, Map<string, number>>();
  for (const [from, firsts] of arcs) {
    const known = new Map(firsts);
    for (const [middle, first] of firsts) for (const [to, second] of arcs.get(middle)!) {
      known.set(to, (known.get(to) ?? ALL) & COMPOSE[first * 32 + second]!);
    }
    known.delete(from);
    for (const [to, mask] of known) if (mask === ALL) known.delete(to);
    pairs.set(from, known);
  }
  return pairs;
}

const pairsSql = `
  with recursive walk (start, node, mask, hops) as (
    select a, b, mask, 1 from arc
    union all
    select walk.start, arc.b, ($1::int[])[walk.mask * 32 + arc.mask + 1], 2 from walk join arc on arc.a = walk.node where walk.hops < 2
  ) select start, node, bit_and(mask) as mask from walk where start <> node group by start, node having bit_and(mask) <> 31`;

/**
 * Verdicts of all parties by joins: the facts that count, what lies inside what is met, joint covers (two rounds), what
 * holds what is not met, and what overlaps something met. 0 unknown, 1 met, 2 not met, 3 partly, per party in the order of
 * the requirements.
 */
const verdictsSql = `
  with counting as (
    select party, node, verdict from (
      select *, rank() over (partition by party, kind, node order by ends desc) as place from fact where begins <= $1
    ) as ranked where place = 1 and counts_until >= $1
  ), said as (select distinct party, node from counting where verdict = 'met'),
  met1 as (select party, node from said union select said.party, inside.part from said join inside on inside.whole = said.node),
  joined1 as (
    select met1.party, cover.node from met1 join cover on cover.link = met1.node group by met1.party, cover.node, cover.links having count(*) = cover.links
  ), met2 as (select party, node from met1 union select party, node from joined1 union select joined1.party, inside.part from joined1 join inside on inside.whole = joined1.node),
  joined2 as (
    select met2.party, cover.node from met2 join cover on cover.link = met2.node group by met2.party, cover.node, cover.links having count(*) = cover.links
  ), met as (select party, node from met2 union select party, node from joined2 union select joined2.party, inside.part from joined2 join inside on inside.whole = joined2.node),
  broken as (select distinct party, node from counting where verdict = 'not-met'),
  not_met as (select party, node from broken union select broken.party, inside.whole from broken join inside on inside.part = broken.node),
  partly as (select distinct met.party, pair.b as node from met join pair on pair.a = met.node where pair.shares and pair.b < $2)
  select party, array_agg(case when not_met.node is not null then 2 when met.node is not null then 1 when partly.node is not null then 3 else 0 end order by everything.node) as verdicts
  from (select party, node from generate_series(0, $2 - 1) as node cross join (select distinct party from fact) as parties) as everything
  left join not_met using (party, node) left join met using (party, node) left join partly using (party, node)
  group by party`;

/** The same questions as SQL, to a server that holds catalog and facts in tables with indexes and statistics. */
export class SqlPeer {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<SqlPeer> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`
      set work_mem = '256MB';
      create temp table arc (a int, b int, mask int); create temp table pair (a int, b int, shares boolean);
      create temp table inside (part int, whole int); create temp table cover (node int, link int, links int);
      create temp table fact (party int, node int, verdict text, kind text, begins int, ends int, counts_until int)`);
    return new SqlPeer(client);
  }

  close = (): Promise<void> => this.client.end();

  async loadCatalog({ arcs, pairs, up, covers }: Compiled): Promise<void> {
    const flat = (lists: Compiled['arcs']): [number[], number[], number[]] => [
      lists.flatMap(({ to }, node) => Array<number>(to.length).fill(node)), lists.flatMap(({ to }) => [...to]), lists.flatMap(({ mask }) => [...mask])];
    await this.client.query('truncate arc, pair, inside, cover');
    await this.client.query('insert into arc select * from unnest($1::int[], $2::int[], $3::int[])', flat(arcs));
    const [a, b, mask] = flat(pairs);
    await this.client.query('insert into pair select * from unnest($1::int[], $2::int[], $3::boolean[])', [a, b, mask.map(isOverlapping)]);
    await this.client.query('insert into inside select * from unnest($1::int[], $2::int[])', flat(up).slice(0, 2));
    const links = covers.flatMap(({ node, links: all }) => [...new Set(all)].map((link, _, one) => [node, link, one.length]));
    await this.client.query('insert into cover select * from unnest($1::int[], $2::int[], $3::int[])', [0, 1, 2].map((column) => links.map((row) => row[column])));
    await this.client.query(`
      create index if not exists arc_a on arc (a); create index if not exists pair_a on pair (a); create index if not exists inside_whole on inside (whole);
      create index if not exists inside_part on inside (part); create index if not exists cover_link on cover (link); analyze`);
  }

  async loadFacts({ nodes }: Compiled, parties: readonly (readonly Evidence[])[]): Promise<void> {
    const rows = parties.flatMap((facts, party) => latestVersions(facts, facts[0]!.party).map((fact) => {
      const { from, end, until } = timeOf(fact, dayOf(asked), GRACE);
      const { kind, framework, id } = fact.target;
      return [party, kind === 'control' ? nodes.ofControl.get(id)! : nodes.ofRequirement.get(`${framework}:${id}`)!, fact.verdict, fact.source.kind, from, end, until];
    }));
    await this.client.query('truncate fact');
    await this.client.query('insert into fact select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[])', [0, 1, 2, 3, 4, 5, 6].map((column) => rows.map((row) => row[column])));
    await this.client.query('analyze fact');
  }

  /** All pairs at two hops; the server counts them and sends one line. */
  async countPairs(): Promise<void> {
    await this.client.query(`select count(*), sum(mask) from (${pairsSql}) as found`, [[...COMPOSE]]);
  }

  async pairs(): Promise<{ start: number; node: number; mask: number }[]> {
    return (await this.client.query<{ start: number; node: number; mask: number }>(pairsSql, [[...COMPOSE]])).rows;
  }

  /** Verdicts of all parties; the server sends one line per party. */
  async verdicts(requirements: number): Promise<Map<number, number[]>> {
    const { rows } = await this.client.query<{ party: number; verdicts: number[] }>(verdictsSql, [dayOf(asked), requirements]);
    return new Map(rows.map(({ party, verdicts }) => [party, verdicts]));
  }
}
