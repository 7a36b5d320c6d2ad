import { en } from './words-en.js';
import { zh } from './words-zh.js';
import { pl } from './words-pl.js';

// The page's own words. Labels inside an answer follow the answer's language, all others the person's choice or browser.

const tables = { en, zh, pl };

export function languageOf(choice) {
  if (choice in tables) return choice;
  for (const wanted of navigator.languages ?? [navigator.language]) {
    const short = wanted.toLowerCase().split('-')[0];
    if (short in tables) return short;
  }
  return 'en';
}

export function words(language) {
  const table = tables[language] ?? en;
  return (key, value) => {
    const text = table[key] ?? en[key] ?? key;
    return value === undefined ? text : text.replace('{}', typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value);
  };
}

export function relabel(t, language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-i18n]')) element.textContent = t(element.dataset.i18n);
  for (const element of document.querySelectorAll('[data-i18n-label]')) element.setAttribute('aria-label', t(element.dataset.i18nLabel));
}
