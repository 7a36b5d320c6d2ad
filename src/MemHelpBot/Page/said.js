import { h } from './dom.js';
import { countLines, preview } from './composer.js';
import { LineIndex } from './lineindex.js';

// What the person sent, and what stands below it until the answer comes.

export function saidCard(sent, whole, t, open) {
  const parts = sent.parts.map(part => h('div', { class: 'sent-part' },
    h('div', { class: 'attachment-head' }, h('strong', { text: part.name }), h('span', { class: 'count', text: t('lines', countLines(part.text)) })),
    preview(part.text, 5)));
  const typed = sent.text !== '' && h('div', { class: 'sent-text' }, countLines(sent.text) > 6 ? preview(sent.text, 6) : h('p', { text: sent.text }));
  const card = h('article', { class: 'said', 'aria-label': t('you') }, parts, typed);
  const lines = countLines(whole);
  if (lines > 5) card.append(h('button', { type: 'button', class: 'quiet all', text: t('showAll', lines), on: { click: event => open(card, event.currentTarget) } }));
  return card;
}

// A stored message as it was sent: its parts are told by their lines.
export function partsOf(text, parts) {
  const index = new LineIndex(text);
  const sent = { text: '', parts: [] };
  for (const part of parts) {
    const from = index.starts[part.firstLine - 1] ?? text.length;
    const piece = text.slice(from, index.starts[part.firstLine - 1 + part.lines] ?? text.length);
    if (part.name === null) sent.text = piece.replace(/\n$/, '');
    else sent.parts.push({ name: part.name, text: piece, blob: new Blob([piece]) });
  }
  return sent;
}

// The stages are those the service tells; before the first one the message is on its way.
export function waitingCard(lines, t, stop) {
  const text = h('span', { text: t('stage.sending') });
  const card = h('article', { class: 'waiting' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), text, h('button', { type: 'button', class: 'quiet', text: t('stop'), on: { click: stop } }));
  card.at = stage => {
    card.dataset.stage = stage;
    text.textContent = stage === 'reading' && lines > 5 ? t('reading', lines) : t(`stage.${stage}`);
  };
  return card;
}

export function failedCard(text) {
  return h('article', { class: 'failed', role: 'alert' }, h('p', { text }));
}
