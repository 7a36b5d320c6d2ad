import { h, byId } from './dom.js';
import { holder, key } from './api.js';

// Asks for the key of the service, once in a tab. Resolves with the name of its holder.

export function askForKey(t, trouble = '') {
  const box = byId('key');
  const field = h('input', { id: 'key-text', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true });
  const said = h('p', { class: 'trouble', role: 'alert', hidden: trouble === '', text: trouble });
  const go = h('button', { type: 'submit', class: 'main', text: t('key.use') });
  return new Promise(resolve => {
    const form = h('form', { method: 'dialog' },
      h('h2', { text: t('key.title') }), h('p', { text: t('key.text') }),
      h('label', { for: 'key-text', text: t('key.label') }), field, said, h('div', { class: 'buttons' }, go));
    form.addEventListener('submit', async event => {
      event.preventDefault();
      go.disabled = true;
      key.set(field.value.trim());
      try {
        const name = await holder();
        box.oncancel = null;
        box.close();
        resolve(name);
      } catch (failure) {
        key.set(null);
        said.textContent = t(`error.${failure.code}`);
        said.hidden = false;
        field.select();
      }
      go.disabled = false;
    });
    box.replaceChildren(form);
    // Without a key there is nothing behind it.
    box.oncancel = event => event.preventDefault();
    if (!box.open) box.showModal();
    field.focus();
  });
}
