/** A text of at most so many characters, cut between words, with a sign that it goes on. */
export function shortened(text: string, most: number): string {
  const whole = text.trim().replace(/\s+/g, ' ');
  if (whole.length <= most) return whole;
  const cut = whole.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).replace(/[\s,;:.•–-]+$/, '')} …`;
}
