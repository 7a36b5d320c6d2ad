import { h, byId, bringIntoView } from './dom.js';
import { ApiError, better, createConversation, forget, report, send } from './api.js';
import { answerCard } from './answer.js';
import { Citer } from './cite.js';
import { commandBlock } from './command.js';
import { Composer, countLines, joined, preview } from './composer.js';
import { Evidence } from './evidence.js';
import { citations } from './format.js';
import { languageOf, relabel, words } from './i18n.js';
import { limitBytes } from './limits.js';
import { markdown } from './markdown.js';

// Ties the parts together and holds the conversation's state: its id, and whether an answer was given.

const helps = {
  'helps.kill': 'journalctl -k -b | grep -B 5 -A 120 -i "invoked oom-killer"',
  'helps.fail': 'ulimit -a; cat /proc/meminfo; sysctl vm.overcommit_memory vm.overcommit_ratio vm.max_map_count',
  'helps.slow': 'cat /proc/meminfo; slabtop -o -s c | head -n 25; cat /proc/pressure/memory',
  'helps.job': 'scontrol show job JOBID; sacct -j JOBID -o JobID,State,ExitCode,ReqMem,MaxRSS',
};
const suggestions = ['ask.ram', 'ask.commands', 'ask.sure', 'ask.known'];
const language = byId('language');
const role = byId('role');
const talk = byId('talk');
const status = byId('status');

let id = null;
let answered = false;
let running = null;
let heard = null; // the language of the last answer: with "Auto" the page follows it
let t = words('en');
const tr = (key, value) => t(key, value);
const evidence = new Evidence(tr);
const composer = new Composer({ onSend: turn, translate: tr, language: spoken });

function spoken() {
  return language.value === 'auto' && heard ? heard : languageOf(language.value);
}

function relabelPage() {
  const chosen = spoken();
  t = words(chosen);
  relabel(t, chosen);
  composer.mode(answered);
  if (evidence.shown >= 0) evidence.build();
  byId('helps').replaceChildren(...Object.entries(helps).flatMap(([key, command]) => [h('dt', { text: t(key) }), h('dd', {}, commandBlock(command, t))]));
  byId('suggestions').replaceChildren(...suggestions.map(key => h('button', { type: 'button', class: 'chip', text: t(key), on: { click: () => turn({ text: t(key), parts: [] }) } })));
}

async function turn(sent) {
  if (running) return;
  const abort = new AbortController();
  running = abort;
  const whole = joined(sent);
  const mine = said(sent, whole);
  const waiting = progress(whole, abort);
  talk.append(mine, waiting);
  byId('welcome').hidden = true;
  byId('what').hidden = true;
  busy(true);
  bringIntoView(mine);
  try {
    id ??= await createConversation(abort.signal);
    const reply = await send(id, { ...sent, language: language.value, role: role.value }, abort.signal);
    if (reply.message < evidence.messages.length) retire(mine);
    evidence.add(reply.message, whole, reply.parts);
    mine.dataset.message = reply.message;
    const card = show(reply, waiting, mine);
    if (reply.improves) improve(reply, card);
  } catch (failure) {
    mine.remove();
    waiting.replaceWith(trouble(failure));
    composer.restore(sent);
  } finally {
    running = null;
    busy(false);
  }
}

// The person started over: what was said before counts no longer, and its citations would point at other lines.
function retire(until) {
  for (const card of talk.children) {
    if (card === until) return;
    card.inert = true;
  }
}

function said(sent, whole) {
  const parts = sent.parts.map(part => h('div', { class: 'sent-part' },
    h('div', { class: 'attachment-head' }, h('strong', { text: part.name }), h('span', { class: 'count', text: t('lines', countLines(part.text)) })),
    preview(part.text, 5)));
  const typed = sent.text !== '' && h('div', { class: 'sent-text' }, countLines(sent.text) > 6 ? preview(sent.text, 6) : h('p', { text: sent.text }));
  const card = h('article', { class: 'said', 'aria-label': t('you') }, parts, typed);
  const lines = countLines(whole);
  if (lines > 5) {
    card.append(h('button', { type: 'button', class: 'quiet all', text: t('showAll', lines), on: { click: event => open(event.currentTarget) } }));
  }
  function open(button) {
    if (card.dataset.message !== undefined) evidence.open([{ message: Number(card.dataset.message), lines: [1] }], button);
  }
  return card;
}

function progress(whole, abort) {
  const lines = countLines(whole);
  const text = lines > 5 ? t('reading', lines) : t('working');
  status.textContent = text;
  return h('article', { class: 'waiting' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), h('span', { text }),
    h('button', { type: 'button', class: 'quiet', text: t('stop'), on: { click: () => abort.abort() } }));
}

function show(reply, waiting, mine) {
  const { view } = reply;
  // A log alone is answered in English, which says nothing of its reader: only another language turns the page, or turns it back.
  if (heard !== view.language && (heard || view.language !== 'en')) {
    heard = view.language;
    relabelPage();
    const all = mine.querySelector('.all');
    if (all) all.textContent = t('showAll', evidence.messages[reply.message].index.count);
  }
  const card = reply.isFollowUp ? followUp(reply) : answerCard(view, reply.pictures, evidence);
  waiting.replaceWith(card);
  const first = !answered;
  answered = true;
  byId('report').disabled = false;
  composer.mode(true);
  byId('suggestions').hidden = false;
  const heading = card.querySelector('h2');
  status.textContent = `${t('ready')} ${heading?.firstChild?.textContent ?? reply.text.slice(0, 200)}`;
  bringIntoView(first ? card : mine);
  if (first) heading?.focus({ preventScroll: true });
  else composer.box.focus({ preventScroll: true });
  return card;
}

// The answer stays as it is unless its better words come, whole, and nobody has begun to use it.
async function improve(reply, card) {
  const shown = id;
  const next = await better(id, reply.answerId).catch(() => null);
  if (!next || id !== shown || !card.isConnected || card.contains(document.activeElement) && document.activeElement !== card.querySelector('h2')) return;
  const focused = document.activeElement === card.querySelector('h2');
  const other = next.isFollowUp ? followUp(next) : answerCard(next.view, next.pictures, evidence);
  card.replaceWith(other);
  if (focused) other.querySelector('h2')?.focus({ preventScroll: true });
}

function followUp({ text, view, pictures }) {
  const labels = words(view.language);
  const prefix = `f${talk.childElementCount}`;
  const citer = new Citer(evidence, labels, view.sources, prefix, () => { whole.open = true; open(); });
  const whole = h('details', { class: 'whole', on: { toggle: open } }, h('summary', { text: labels('fullAnswer') }));
  function open() {
    if (!whole.open || whole.childElementCount > 1) return;
    whole.append(answerCard(view, pictures, evidence, prefix));
  }
  evidence.cite(citations([...text.matchAll(/(?:M\d+:)?L\d+/g)].map(m => m[0])));
  return h('article', { class: 'answer follow', lang: view.language === 'zh' ? 'zh-Hans' : view.language },
    markdown(text, { cite: texts => citer.list(texts), command: code => commandBlock(code, labels) }), whole);
}

function trouble(failure) {
  const stopped = failure.name === 'AbortError';
  const known = failure instanceof ApiError && t(`error.${failure.code}`, limitBytes / 1024 / 1024);
  const text = stopped ? t('stopped')
    : known && known !== `error.${failure.code}` ? `${known} ${failure.code === 'internal' ? failure.message : ''}`
    : `${t('error.other')} ${failure.message ?? ''}`;
  if (!stopped && !(failure instanceof ApiError)) console.error(failure);
  status.textContent = '';
  return h('article', { class: 'failed', role: 'alert' }, h('p', { text }));
}

function busy(on) {
  composer.busy = on;
  byId('send').disabled = on;
  byId('fresh').disabled = !id && talk.childElementCount === 0;
  document.body.classList.toggle('busy', on);
  for (const chip of byId('suggestions').children) chip.disabled = on;
}

function startOver() {
  running?.abort();
  if (id) forget(id);
  id = null;
  answered = false;
  talk.replaceChildren();
  evidence.clear();
  byId('welcome').hidden = false;
  byId('what').hidden = false;
  byId('suggestions').hidden = true;
  byId('report').disabled = true;
  byId('fresh').disabled = true;
  composer.mode(false);
  composer.trouble('');
  composer.box.focus();
}

async function saveReport() {
  try {
    const url = URL.createObjectURL(await report(id));
    h('a', { href: url, download: 'memory-incident-report.html' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  } catch (failure) {
    talk.append(trouble(failure));
  }
}

function remembered(select, key) {
  try {
    const value = localStorage.getItem(key);
    if ([...select.options].some(o => o.value === value)) select.value = value;
  } catch { /* storage may be forbidden: then nothing is remembered */ }
  select.addEventListener('change', () => {
    try { localStorage.setItem(key, select.value); } catch { /* as above */ }
    relabelPage();
  });
}

remembered(language, 'memhelp.language');
remembered(role, 'memhelp.role');
byId('fresh').addEventListener('click', startOver);
byId('report').addEventListener('click', saveReport);
relabelPage();
composer.box.focus();
