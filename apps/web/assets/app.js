// Makes pages quicker to work with; every page works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

document.querySelector('[data-error-summary]')?.focus();

// A form that saves each answer: posts the changed [data-answer] (or the whole form) and says how it went.
for (const form of all('form[data-autosave]')) {
  const state = form.querySelector('[data-save-state]');
  const pending = new Set();
  let timer;
  let queue = Promise.resolve();
  const say = (kind, values = {}) => { if (state) state.textContent = fill(state.dataset[kind] ?? '', values); };
  const body = (part) => {
    const names = new Set(all('[name]', part).map((field) => field.name));
    all('input[type=hidden]', form).forEach((field) => { if (!field.closest('[data-answer]')) names.add(field.name); });
    return new URLSearchParams([...new FormData(form)].filter(([name, value]) => names.has(name) && typeof value === 'string'));
  };
  const save = async (part) => {
    say('saving');
    try {
      const reply = await fetch(form.dataset.autosave, { method: 'POST', body: body(part), keepalive: true, headers: { accept: 'application/json' } });
      const saved = await reply.json().catch(() => ({}));
      for (const [name, value] of Object.entries(saved.set ?? {})) all(`[name="${CSS.escape(name)}"]`, form).forEach((field) => { field.value = value; });
      if (reply.ok) say('saved', saved);
      else if (reply.status === 409) say('conflict');
      else throw new Error(String(reply.status));
    } catch {
      pending.add(part);
      say('failed');
    }
  };
  const flush = () => {
    clearTimeout(timer);
    const parts = [...pending];
    pending.clear();
    for (const part of parts) queue = queue.then(() => save(part));
  };
  const note = (event) => {
    if (!event.target.name || event.target.type === 'file') return;
    pending.add(event.target.closest('[data-answer]') ?? form);
    clearTimeout(timer);
    timer = setTimeout(flush, event.type === 'change' ? 0 : 1200);
  };
  form.addEventListener('input', note);
  form.addEventListener('change', note);
  form.addEventListener('submit', () => { clearTimeout(timer); pending.clear(); });
  addEventListener('online', flush);
  document.addEventListener('visibilitychange', () => { if (document.hidden) flush(); });
}

// Long work: server-sent events move the bar and the words; if they end, the page is loaded again.
for (const work of all('[data-sse]')) {
  const source = new EventSource(work.dataset.sse);
  const bar = work.querySelector('[data-sse-bar]');
  source.onmessage = ({ data }) => {
    const now = JSON.parse(data);
    if (now.text) work.querySelector('[data-sse-text]').textContent = now.text;
    if (now.of) { bar.setAttribute('width', `${Math.min(100, (now.done / now.of) * 100)}%`); bar.classList.remove('busy'); }
    if (now.state) { source.close(); location.assign(now.href ?? location.href); }
  };
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000); };
}

// Files dropped on a file field.
for (const zone of all('[data-drop]')) {
  const field = zone.querySelector('input[type=file]');
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle('over', on); };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => {
    over(false)(event);
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

// Filter while typing, over rows that are already here.
for (const box of all('[data-filter]')) {
  const list = document.getElementById(box.dataset.filter);
  const rows = all('tbody tr, :scope > li', list);
  const count = document.querySelector(`[data-filter-count="${box.dataset.filter}"]`);
  box.addEventListener('input', () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    if (count) count.textContent = words.length ? fill(box.dataset.filterText, { shown: rows.filter((row) => !row.hidden).length, all: rows.length }) : '';
  });
}

// Choose all rows.
for (const box of all('[data-choose-all]')) {
  box.addEventListener('change', () => all(`[name="${CSS.escape(box.dataset.chooseAll)}"]`).forEach((each) => { each.checked = box.checked; }));
}

// J and K walk through [data-row], A presses its [data-key=a] and so on; never while typing.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=radio],[type=checkbox]), textarea, select')) return;
  const rows = all('[data-row]');
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const step = { j: 1, k: -1 }[event.key];
  if (step && rows.length) rows[Math.min(rows.length - 1, Math.max(0, here + step))].querySelector('a, button, input:not([type=hidden])')?.focus();
  else if (/^[a-z]$/.test(event.key)) rows[here]?.querySelector(`[data-key="${event.key}"]`)?.click();
});
