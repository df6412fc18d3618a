/** The standard PDF fonts hold Latin-1 only: other signs become their nearest plain form. */
export function latin(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').replace(/…/g, '...').replace(/[^\x20-\xff]/g, '?');
}
