// The browser's own storage, which may be forbidden: then nothing is remembered, and everything else works.

export function load(where, name) {
  try {
    return window[where].getItem(name);
  } catch {
    return null;
  }
}

export function save(where, name, value) {
  try {
    if (value === null) window[where].removeItem(name);
    else window[where].setItem(name, value);
  } catch { /* as above */ }
}
