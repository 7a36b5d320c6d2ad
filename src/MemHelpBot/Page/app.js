import { h, byId, bringIntoView } from './dom.js';
import { answerCard } from './answer.js';
import { ApiError, conversation, createConversation, holder, key, newMessage, report, send, withdraw } from './api.js';
import { Citer } from './cite.js';
import { commandBlock } from './command.js';
import { Composer, countLines, joined } from './composer.js';
import { Evidence } from './evidence.js';
import { citations } from './format.js';
import { current, drop, note, title } from './history.js';
import { languageOf, relabel, words } from './i18n.js';
import { askForKey } from './key.js';
import { keyNeeded, limitBytes, modelUsed } from './limits.js';
import { ConversationList } from './list.js';
import { markdown } from './markdown.js';
import { rating } from './rate.js';
import { failedCard, partsOf, saidCard, waitingCard } from './said.js';
import { openShare } from './share.js';
import { load, save } from './storage.js';

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
let who = ''; // whose key; empty where none is needed
let answered = false;
let running = null; // the turn that waits for its answer
let streams = new AbortController(); // everything under way for the conversation that is shown
let heard = null; // the language of the last answer: with "Auto" the page follows it
const away = new Set(['broken', 'unreachable', 'http-502', 'http-503', 'http-504']);
const left = new DOMException('another conversation is shown', 'AbortError');
let t = words('en');
const tr = (name, value) => t(name, value);
const evidence = new Evidence(tr);
const composer = new Composer({ onSend: turn, translate: tr, language: spoken });
const list = new ConversationList({
  translate: tr, language: spoken, who: () => who, current: () => id, onOpen: open,
  onForgotten: gone => { if (gone === id) startOver(); }, onRenamed: named => { if (named === id) entitle(); },
});

function spoken() {
  return language.value === 'auto' && heard ? heard : languageOf(language.value);
}

function relabelPage() {
  const chosen = spoken();
  t = words(chosen);
  relabel(t, chosen);
  byId('welcome-text').textContent = `${t(isLocal() ? 'welcome.local' : 'welcome.server', location.hostname)} ${t(modelUsed ? 'welcome.model' : 'welcome.plain')}`;
  composer.mode(answered);
  if (evidence.shown >= 0) evidence.build();
  byId('helps').replaceChildren(...Object.entries(helps).flatMap(([name, command]) => [h('dt', { text: t(name) }), h('dd', {}, commandBlock(command, t))]));
  byId('suggestions').replaceChildren(...suggestions.map(name => h('button', { type: 'button', class: 'chip', text: t(name), on: { click: () => turn({ text: t(name), parts: [] }) } })));
}

function isLocal() {
  return ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
}

// A turn: stored, answered, perhaps improved. The message has a name, so a connection that breaks is taken up again and nothing counts twice.
async function turn(sent, name = newMessage()) {
  if (running) return;
  const abort = new AbortController();
  const all = AbortSignal.any([abort.signal, streams.signal]);
  running = abort;
  const whole = joined(sent);
  const mine = saidCard(sent, whole, tr, showLines);
  const waiting = waitingCard(countLines(whole), tr, () => abort.abort());
  talk.append(mine, waiting);
  begin();
  status.textContent = t('working');
  bringIntoView(mine);
  const asked = { ...sent, language: language.value, role: role.value };
  let card = null;
  const on = {
    progress: ({ stage }) => (card ? improving(card, true) : waiting.at(stage)),
    answer: reply => {
      if (reply.message < evidence.messages.length) retire(mine);
      evidence.add(reply.message, whole, reply.parts);
      mine.dataset.message = reply.message;
      card = show(reply, waiting, mine);
      if (reply.forgotten) forgotten();
      else note(id, headlineOf(reply), who);
      entitle();
      running = null;
      busy(false);
    },
    better: reply => { card = improved(reply, card); },
  };
  try {
    id ??= await createConversation(all);
    current.set(id);
    await delivered(name, asked, all, on, waiting);
  } catch (failure) {
    if (!card && all.reason !== left) await failed(failure, sent, name, mine, waiting);
  } finally {
    if (card) improving(card, false);
    if (running === abort) running = null;
    busy(running !== null);
  }
}

// A service that is restarted, or the proxy before it, is away for some seconds.
async function delivered(name, asked, signal, on, waiting) {
  for (const pause of [1, 2, 4, 8, 15, 0]) {
    try {
      return await send(id, name, asked, signal, on);
    } catch (failure) {
      if (!away.has(failure.code) || pause === 0 || !waiting.isConnected) throw failure;
      waiting.at('again');
      await seconds(pause, signal);
    }
  }
}

function seconds(count, signal) {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    setTimeout(resolve, 1000 * count);
  });
}

// What was stopped is taken back; when the answer was quicker, it is shown after all. What may have arrived keeps its name: sent once more it counts once.
async function failed(failure, sent, name, mine, waiting) {
  let told = failure;
  let arrived = failure.code !== 'withdrawn';
  if (failure.name === 'AbortError' && id) {
    try {
      if (!await withdraw(id, name)) {
        await open(id);
        return;
      }
      arrived = false;
    } catch (unknown) {
      told = unknown;
    }
  }
  mine.remove();
  waiting.replaceWith(trouble(told));
  composer.restore(sent, arrived ? name : undefined);
  await identifyAfter(told);
}

// The person started over: what was said before counts no longer, and its citations would point at other lines.
function retire(until) {
  for (const card of talk.children) {
    if (card === until) return;
    card.inert = true;
  }
}

function showLines(card, button) {
  if (card.dataset.message !== undefined) evidence.open([{ message: Number(card.dataset.message), lines: [1] }], button);
}

function show(reply, waiting, mine, said) {
  const { view } = reply;
  // A log alone is answered in English, which says nothing of its reader: only another language turns the page, or turns it back.
  if (heard !== view.language && (heard || view.language !== 'en')) {
    heard = view.language;
    relabelPage();
    const all = mine.querySelector('.all');
    if (all) all.textContent = t('showAll', evidence.messages[reply.message].index.count);
  }
  const card = drawn(reply, said);
  waiting.replaceWith(card);
  const first = !answered;
  answered = true;
  byId('report').disabled = false;
  byId('share').disabled = false;
  composer.mode(true);
  byId('suggestions').hidden = false;
  const heading = card.querySelector('h2');
  status.textContent = `${t('ready')} ${headlineOf(reply)}`;
  bringIntoView(first ? card : mine);
  if (first) heading?.focus({ preventScroll: true });
  else composer.box.focus({ preventScroll: true });
  return card;
}

function drawn(reply, said) {
  const card = reply.isFollowUp ? followUp(reply) : answerCard(reply.view, reply.pictures, evidence);
  if (!reply.forgotten) card.append(rating(id, reply.answerId, words(reply.view.language), said));
  return card;
}

function headlineOf({ view, text }) {
  return view.sections.find(s => s.kind === 'headline')?.claims[0]?.text ?? text.slice(0, 200);
}

// The answer stays as it is unless its better words come, whole, and nobody has begun to use it.
function improved(reply, card) {
  const heading = card.querySelector('h2');
  const focused = document.activeElement === heading;
  if (!card.isConnected || (card.contains(document.activeElement) && !focused)) return card;
  const other = drawn(reply);
  card.replaceWith(other);
  if (focused) other.querySelector('h2')?.focus({ preventScroll: true });
  return other;
}

function improving(card, on) {
  card.querySelector('.improving')?.remove();
  if (on) card.append(h('p', { class: 'improving', text: t('stage.improving') }));
}

function followUp({ text, view, pictures }) {
  const labels = words(view.language);
  const prefix = `f${talk.childElementCount}`;
  const citer = new Citer(evidence, labels, view.sources, prefix, () => { whole.open = true; unfold(); });
  const whole = h('details', { class: 'whole', on: { toggle: unfold } }, h('summary', { text: labels('fullAnswer') }));
  function unfold() {
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
  return failedCard(text);
}

function busy(on) {
  composer.busy = on;
  byId('send').disabled = on;
  byId('fresh').disabled = !id && talk.childElementCount === 0;
  document.body.classList.toggle('busy', on);
  for (const chip of byId('suggestions').children) chip.disabled = on;
}

function begin() {
  byId('welcome').hidden = true;
  byId('what').hidden = true;
  busy(running !== null);
}

function entitle() {
  document.title = (id && title(id) && `${title(id)} · MemHelpBot`) || 'MemHelpBot';
}

// An empty page. The conversation that was shown stays where it is: in the list here, and at the service.
function startOver() {
  streams.abort(left);
  streams = new AbortController();
  running = null;
  id = null;
  answered = false;
  heard = null;
  current.set(null);
  talk.replaceChildren();
  evidence.clear();
  byId('welcome').hidden = false;
  byId('what').hidden = false;
  byId('suggestions').hidden = true;
  byId('report').disabled = true;
  byId('share').disabled = true;
  relabelPage();
  composer.trouble('');
  busy(false);
  entitle();
  composer.box.focus();
}

// Asked for in the conversation itself: what is on the page stays to be read, the next message begins anew.
function forgotten() {
  drop(id);
  id = null;
  current.set(null);
  byId('report').disabled = true;
  byId('share').disabled = true;
}

// Shows a conversation again, as the service keeps it.
async function open(wanted) {
  startOver();
  const { signal } = streams;
  talk.append(h('p', { class: 'note', role: 'status', text: t('list.opening') }));
  begin();
  let kept;
  try {
    kept = await conversation(wanted, signal);
  } catch (failure) {
    if (signal.aborted) return;
    if (failure.code === 'not-found') drop(wanted);
    startOver();
    talk.append(trouble(failure));
    busy(false);
    await identifyAfter(failure);
    return;
  }
  id = wanted;
  current.set(id);
  talk.replaceChildren();
  if (kept.earlier.length > 0) {
    talk.append(h('details', { class: 'earlier' }, h('summary', { text: t('list.earlier', kept.earlier.length) }), h('ol', {}, kept.earlier.map(e => h('li', { text: e.headline })))));
  }
  for (const { text, reply, helpful } of kept.turns) {
    const sent = partsOf(text, reply.parts);
    const mine = saidCard(sent, text, tr, showLines);
    mine.dataset.message = reply.message;
    const place = h('p', {});
    talk.append(mine, place);
    evidence.add(reply.message, text, reply.parts);
    show(reply, place, mine, helpful);
  }
  busy(false);
  entitle();
  // What was under way when the page went is asked for again, under its name.
  for (const waiting of kept.waiting) {
    if (id !== wanted) return;
    await turn(partsOf(waiting.text, waiting.parts), waiting.message);
  }
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

// Whose key it is decides which conversations are listed.
async function identify(said = '') {
  if (!keyNeeded) return;
  try {
    who = (!said && key.get() && await holder()) || await askForKey(t, said);
  } catch (failure) {
    key.set(null);
    who = await askForKey(t, t(`error.${failure.code}`));
  }
  const button = byId('who');
  button.textContent = who;
  button.title = t('key.change');
  button.setAttribute('aria-label', `${t('key.label')}: ${who}. ${t('key.change')}`);
  button.hidden = false;
}

async function identifyAfter(failure) {
  if (failure instanceof ApiError && failure.code.startsWith('key-')) await identify(t(`error.${failure.code}`));
}

function changeKey() {
  key.set(null);
  current.set(null);
  location.reload();
}

function remembered(select, name) {
  const value = load('localStorage', name);
  if ([...select.options].some(o => o.value === value)) select.value = value;
  select.addEventListener('change', () => {
    save('localStorage', name, select.value);
    relabelPage();
  });
}

remembered(language, 'memhelp.language');
remembered(role, 'memhelp.role');
byId('fresh').addEventListener('click', startOver);
byId('report').addEventListener('click', saveReport);
byId('share').addEventListener('click', () => openShare(id, t, spoken()));
byId('who').addEventListener('click', changeKey);
relabelPage();
composer.box.focus();
await identify();
if (current.get()) await open(current.get());
