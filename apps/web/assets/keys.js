const all = (selector) => [...document.querySelectorAll(selector)];

// J and K walk through [data-row]; another letter presses the row's [data-key]; never while typing.
document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey, target }) => {
  if (ctrlKey || metaKey || altKey || !/^[a-z]$/.test(key) || target.matches('textarea, select, input:not([type=radio], [type=checkbox])')) return;
  const rows = all('[data-row]');
  const here = rows.findIndex((row) => row.contains(target));
  const step = { j: 1, k: -1 }[key];
  if (step) rows[Math.max(0, here + step)]?.querySelector('a, button')?.focus();
  else rows[here]?.querySelector(`[data-key=${key}]`)?.click();
});
