import { quoteBoxes } from './quote-boxes.js';

const run = (text: string, x: number, y: number, width = text.length * 5) => ({ text, x, y, width, size: 10 });

describe('where a quote stands on a page', () => {
  it('marks just the quoted part of a line', () => {
    expect(quoteBoxes([run('In our opinion, in all', 100, 50, 220)], 'opinion')).toEqual([{ x: 170, y: 41.5, width: 70, height: 11.5 }]);
  });

  it('follows a quote over lines and over a hyphen at a line end', () => {
    const boxes = quoteBoxes([run('operated effectively through-', 72, 100), run('out the period April 1, 2025', 72, 112)], 'operated effectively throughout the period');
    expect(boxes).toHaveLength(2);
    expect(boxes[0]!.y).toBeLessThan(boxes[1]!.y);
  });

  it('finds a quote whose words were drawn out of their order', () => {
    const boxes = quoteBoxes([run('the period', 200, 50, 50), run('throughout', 140, 50, 55), run('operated effectively', 40, 50, 95)], 'operated effectively throughout the period');
    expect(boxes).toEqual([{ x: 40, y: 41.5, width: 210, height: 11.5 }]);
  });

  it('finds the pieces of an interrupted quote, but marks no word too common to mean anything', () => {
    const runs = [run('The controls were suitably designed', 72, 100), run('Header of the page', 72, 112), run('and operated effectively', 72, 124)];
    expect(quoteBoxes(runs, 'The controls were suitably designed and operated effectively')).toHaveLength(2);
    expect(quoteBoxes(runs, 'the moon of the page')).toEqual([]);
    expect(quoteBoxes(runs, ' … ')).toEqual([]);
  });

  it('ends soon for a long quote that is not there', () => {
    const page = Array.from({ length: 2_000 }, (_, at) => run(`word${at}`, at % 500, 10 + at));
    const started = performance.now();
    expect(quoteBoxes(page, 'aword '.repeat(2_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
