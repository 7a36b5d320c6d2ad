import { h } from './dom.js';

// A command with its button. The text is copied as it stands; nothing is ever run from here.

export function commandBlock(text, t) {
  const code = h('code', { text });
  const button = h('button', { type: 'button', class: 'copy', text: t('copy'), 'aria-label': `${t('copy')}: ${text.slice(0, 80)}` });
  button.addEventListener('click', async () => {
    button.textContent = t(await copied(text, code) ? 'copied' : 'copyFailed');
    setTimeout(() => { button.textContent = t('copy'); }, 2000);
  });
  return h('div', { class: 'command' }, h('pre', { tabindex: '0' }, code), button);
}

// The clipboard interface exists only on https and localhost; elsewhere the text is selected and copied the old way.
export async function copied(text, code) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (code) window.getSelection().selectAllChildren(code);
    return document.execCommand('copy');
  }
}
