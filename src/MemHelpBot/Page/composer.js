import { h, byId } from './dom.js';
import { size } from './format.js';
import { limitBytes } from './limits.js';

const limitMegabytes = limitBytes / 1024 / 1024;
const long = { characters: 6000, lines: 40 };

// What the person is about to send. A long paste never enters the text box, where it would freeze the page: it becomes an
// attachment that is shown by its first lines.
export class Composer {
  constructor({ onSend, translate, language }) {
    Object.assign(this, { onSend, translate, language });
    this.form = byId('composer');
    this.box = byId('text');
    this.attached = byId('attached');
    this.picker = byId('file');
    this.parts = [];
    this.unsure = null; // what may have arrived already, and the name it was sent under
    this.following = false;
    this.busy = false;
    this.form.addEventListener('submit', event => { event.preventDefault(); this.submit(); });
    this.box.addEventListener('keydown', event => this.key(event));
    this.box.addEventListener('paste', event => this.pasted(event));
    this.box.addEventListener('input', () => { this.takeLong(); this.grow(); });
    byId('choose').addEventListener('click', () => this.picker.click());
    this.picker.addEventListener('change', () => { this.addFiles([...this.picker.files]); this.picker.value = ''; });
    this.listenForDrops();
  }

  key(event) {
    if (event.key !== 'Enter' || event.isComposing) return;
    const sends = event.ctrlKey || event.metaKey || (this.following && !event.shiftKey && !event.altKey);
    if (!sends) return;
    event.preventDefault();
    this.submit();
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text === '' && files.length > 0) {
      event.preventDefault();
      this.addFiles(files);
    } else if (isLong(text)) {
      event.preventDefault();
      this.addText(text);
    }
  }

  // Text can also arrive by menu, drop or an input method: the same rule holds.
  takeLong() {
    const text = this.box.value;
    if (!isLong(text) || text.length < long.characters) return;
    this.box.value = '';
    this.addText(text);
  }

  // The follow-up box grows with its text, to a third of the window.
  grow() {
    this.box.rows = this.following ? Math.min(12, countLines(this.box.value) || 1) : 9;
  }

  addText(text) {
    this.add({ name: this.translate('pasted'), text, blob: new Blob([text], { type: 'text/plain' }) });
  }

  async addFiles(files) {
    for (const file of files) {
      if (file.size > limitBytes) {
        this.trouble(`${file.name}: ${this.translate('error.too-large', limitMegabytes)}`);
        continue;
      }
      this.add({ name: file.name, text: decoded(await file.arrayBuffer()), blob: file });
    }
  }

  add(part) {
    this.parts.push(part);
    this.trouble('');
    this.draw();
    this.box.focus();
  }

  draw() {
    const t = this.translate;
    this.attached.hidden = this.parts.length === 0;
    this.attached.replaceChildren(...this.parts.map((part, i) => h('li', { class: 'attachment' },
      h('div', { class: 'attachment-head' },
        h('strong', { text: part.name }),
        h('span', { class: 'count', text: `${t('lines', countLines(part.text))} · ${size(part.blob.size, this.language())}` }),
        h('button', { type: 'button', class: 'quiet', text: t('remove'), 'aria-label': `${t('remove')}: ${part.name}`, on: { click: () => { this.parts.splice(i, 1); this.draw(); this.box.focus(); } } })),
      preview(part.text))));
  }

  submit() {
    if (this.busy) return;
    const text = this.box.value.trim() === '' ? '' : this.box.value;
    const bytes = this.parts.reduce((sum, p) => sum + p.blob.size, 0) + new Blob([text]).size;
    if (text === '' && this.parts.length === 0) this.trouble(this.translate('error.empty'));
    else if (bytes > limitBytes) this.trouble(`${this.translate('error.too-large', limitMegabytes)} (${size(bytes, this.language())})`);
    else {
      const sent = { text, parts: this.parts };
      const name = this.unsure && isSame(this.unsure, sent) ? this.unsure.name : undefined;
      this.unsure = null;
      this.trouble('');
      this.parts = [];
      this.box.value = '';
      this.grow();
      this.draw();
      this.onSend(sent, name);
      return;
    }
    this.box.focus();
  }

  // What could not be sent comes back. With a name it may have arrived: as long as nothing of it is changed it is sent under that name again.
  restore({ text, parts }, name) {
    this.unsure = name ? { name, text, parts: [...parts] } : null;
    this.box.value = text;
    this.parts = parts;
    this.draw();
    this.box.focus();
  }

  // First the paste box, then the follow-up box.
  mode(following) {
    const t = this.translate;
    this.following = following;
    this.form.classList.toggle('following', following);
    this.grow();
    this.box.placeholder = t(following ? 'placeholder.next' : 'placeholder.first');
    byId('hint').textContent = t(following ? 'hint.next' : 'hint.first', limitMegabytes);
    byId('send').textContent = t(following ? 'ask' : 'send');
    this.draw();
  }

  trouble(text) {
    const place = byId('trouble');
    place.textContent = text;
    place.hidden = text === '';
  }

  listenForDrops() {
    const veil = byId('drop');
    let depth = 0;
    const carries = event => [...(event.dataTransfer?.types ?? [])].some(type => type === 'Files' || type === 'text/plain');
    const show = on => { veil.hidden = !on; depth = on ? depth : 0; };
    document.addEventListener('dragenter', event => { if (carries(event)) { depth++; show(true); } });
    document.addEventListener('dragleave', () => { if (--depth <= 0) show(false); });
    document.addEventListener('dragover', event => { if (carries(event)) event.preventDefault(); });
    document.addEventListener('drop', event => {
      show(false);
      if (!carries(event)) return;
      event.preventDefault();
      const text = event.dataTransfer.getData('text/plain');
      if (event.dataTransfer.files.length > 0) this.addFiles([...event.dataTransfer.files]);
      else if (isLong(text)) this.addText(text);
      else this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, 'end');
    });
  }
}

export function preview(text, lines = 3) {
  const shown = [];
  for (let at = 0; shown.length < lines && at < text.length;) {
    const end = text.indexOf('\n', at);
    shown.push(text.slice(at, Math.min(end < 0 ? text.length : end, at + 200)));
    at = end < 0 ? text.length : end + 1;
  }
  return h('pre', { class: 'preview' }, shown.map((line, i) => h('span', { class: 'line' }, h('span', { class: 'no', text: i + 1 }), h('span', { class: 'tx', text: line }), '\n')));
}

export function countLines(text) {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

// Files first, then the words, as the server joins them: line numbers of citations depend on it.
export function joined({ text, parts }) {
  let all = '';
  for (const piece of [...parts.map(p => p.text), text]) {
    if (all !== '' && !all.endsWith('\n') && piece !== '') all += '\n';
    all += piece;
  }
  return all;
}

function isSame(one, other) {
  return one.text === other.text && one.parts.length === other.parts.length && one.parts.every((part, i) => part === other.parts[i]);
}

function isLong(text) {
  return text.length > long.characters || countLines(text) > long.lines;
}

function decoded(buffer) {
  const bytes = new Uint8Array(buffer);
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(mark).decode(bytes);
}
