import { load, save } from './storage.js';

// The conversations this browser began: ids, titles and times. What was said is kept by the service and asked for when one is opened.

const name = 'memhelp.conversations';
const most = 100;
const longest = 80;

function all() {
  try {
    const list = JSON.parse(load('localStorage', name) ?? '[]');
    return Array.isArray(list) ? list.filter(c => /^[0-9a-f]{32}$/.test(c?.id) && typeof c.title === 'string') : [];
  } catch {
    return [];
  }
}

// Another key has other conversations, in the same browser too.
export function conversations(who) {
  return all().filter(c => (c.who ?? '') === who).sort((a, b) => b.at - a.at);
}

export function title(id) {
  return all().find(c => c.id === id)?.title ?? null;
}

// Notes a turn: the title is that of the first answer, unless the person gave one.
export function note(id, text, who) {
  const list = all();
  const known = list.find(c => c.id === id);
  if (known) known.at = Date.now();
  else list.push({ id, title: shortened(text), at: Date.now(), who });
  write(list);
}

export function rename(id, text) {
  write(all().map(c => c.id === id ? { ...c, title: shortened(text) } : c));
}

export function drop(id) {
  write(all().filter(c => c.id !== id));
}

// The conversation of this tab: a reload goes on with it, another tab begins its own.
export const current = {
  get: () => load('sessionStorage', 'memhelp.current'),
  set: id => save('sessionStorage', 'memhelp.current', id),
};

function shortened(text) {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

function write(list) {
  save('localStorage', name, JSON.stringify(list.sort((a, b) => b.at - a.at).slice(0, most)));
}
