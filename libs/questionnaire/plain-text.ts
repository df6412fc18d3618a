const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '—', ndash: '–', hellip: '…', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”' };

/**
 * Plain text of a piece of HTML: tags go, paragraphs and list items become lines, links keep their address behind
 * their words, entities become characters. Linear in the length; a text without tags comes back as it is.
 */
export function plainText(html: string): string {
  let out = '';
  let link: string | null = null;
  for (let at = 0; at < html.length;) {
    const end = html[at] === '<' && /[a-z/!]/i.test(html[at + 1] ?? '') ? html.indexOf('>', at) : -1;
    if (end === -1) { out += html[at]; at += 1; continue; }
    const tag = html.slice(at + 1, end).slice(0, 2_000);
    const name = (/^\/?([a-z0-9]+)/i.exec(tag)?.[1] ?? '').toLowerCase();
    if (name === 'a' && !tag.startsWith('/')) link = /href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag)?.slice(1).find((one) => one !== undefined) ?? null;
    else if (name === 'a' && link !== null) { out += /^https?:/.test(link) ? ` (${link})` : ''; link = null; }
    else if (['p', 'br', 'li', 'ul', 'ol', 'div', 'tr', 'h1', 'h2', 'h3'].includes(name)) out += name === 'li' && !tag.startsWith('/') ? '\n- ' : '\n';
    at = end + 1;
  }
  return out.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity.toLowerCase()] ?? whole;
    const code = entity[1]?.toLowerCase() === 'x' ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }).split('\n').map((line) => line.replace(/[ \t]+/g, ' ').trim()).filter((line) => line !== '' && line !== '-').join('\n');
}
