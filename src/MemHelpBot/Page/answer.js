import { h } from './dom.js';
import { citations, factValue } from './format.js';
import { Citer } from './cite.js';
import { commandBlock } from './command.js';
import { factTable } from './facts.js';
import { picture } from './svg.js';
import { words } from './i18n.js';

let made = 0;

// The whole answer as a card. Its labels are in the answer's language, whatever the page's is.
export function answerCard(view, pictures, evidence, id = `a${++made}`) {
  const t = words(view.language);
  const citer = new Citer(evidence, t, view.sources, id);
  const parts = { t, id, citer, view };
  evidence.cite(view.sections.flatMap(s => s.claims).flatMap(c => citations(c.citations)));
  const of = kind => view.sections.filter(s => s.kind === kind).map(s => claims(s, parts));
  const known = ['headline', 'what-happened', 'changed', 'why', 'numbers', 'against', 'actions', 'question', 'related', 'corrections', 'letter'];
  const rest = view.sections.filter(s => !known.includes(s.kind));
  const decided = view.causes[0]?.verdict === 'confirmed';
  // What happened and why come first; what is open comes before that only where nothing was proved. Reference material is folded.
  return h('article', { class: 'answer', lang: view.language === 'zh' ? 'zh-Hans' : view.language, 'aria-labelledby': `${id}-h` },
    headline(parts),
    warnings(parts),
    !decided && question(parts),
    of('changed'), of('why'), of('what-happened'),
    rest.map(section => claims(section, parts)),
    drawn(pictures, parts),
    decided && question(parts),
    actions(parts),
    letter(parts),
    of('against'),
    causes(parts),
    numbers(parts),
    folded('related', parts),
    folded('corrections', parts),
    facts(parts),
    sources(parts),
    view.wording && h('p', { class: 'worded', text: view.wording }));
}

function block(id, kind, title, ...content) {
  return h('section', { class: `block ${kind}`, 'aria-labelledby': `${id}-${kind}` }, h('h3', { id: `${id}-${kind}`, text: title }), content);
}

function headline({ t, id, citer, view }) {
  const told = view.sections.filter(s => s.kind === 'headline').flatMap(s => s.claims);
  const primary = view.causes[0];
  return h('header', { class: 'headline' },
    primary && h('p', { class: 'cause' }, verdict(primary.verdict, t), ' ', h('span', { class: 'cause-name', text: primary.name, title: primary.id })),
    h('h2', { id: `${id}-h`, tabindex: '-1' }, told[0]?.text ?? primary?.name ?? '', told[0] && ' ', told[0] && citer.list(told[0].citations)),
    told.slice(1).map(claim => citer.follow(h('p', {}, claim.text, ' ', citer.list(claim.citations)), claim.citations)));
}

function verdict(name, t) {
  return h('span', { class: `verdict ${name}`, text: t(`verdict.${name}`) });
}

// Corrections of articles stand among the warnings for channels that show no sections; here they have a place of their own.
function warnings({ t, view }) {
  const corrections = new Set(view.sections.filter(s => s.kind === 'corrections').flatMap(s => s.claims).map(c => c.text));
  const told = view.warnings.filter(text => !corrections.has(text));
  if (told.length === 0) return null;
  return h('section', { class: 'warnings', 'aria-label': t('warnings') }, told.map(text => h('p', { text })));
}

function question({ t, id, view }) {
  const [first, ...others] = view.questions;
  if (!first) return null;
  return h('section', { class: 'decides', 'aria-labelledby': `${id}-q` },
    h('h3', { id: `${id}-q`, text: t('decides') }),
    h('p', { text: first.text }),
    first.command && commandBlock(first.command, t),
    others.length > 0 && h('details', {},
      h('summary', { text: `${t('alsoDecides')} (${others.length})` }),
      others.map(q => [h('p', { text: q.text }), q.command && commandBlock(q.command, t)])));
}

function claims(section, { id, citer }) {
  if (section.claims.length === 0) return null;
  return block(id, section.kind, section.title,
    h('ul', { class: 'claims' }, section.claims.map(claim => citer.follow(h('li', {}, claim.text, ' ', citer.list(claim.citations)), claim.citations))));
}

function fold(id, kind, title, ...content) {
  return h('details', { class: `block fold ${kind}` }, h('summary', {}, h('h3', { id: `${id}-${kind}`, text: title })), content);
}

function folded(kind, { id, citer, view }) {
  return view.sections.filter(s => s.kind === kind && s.claims.length > 0).map(section => fold(id, kind, `${section.title} (${section.claims.length})`,
    h('ul', { class: 'claims' }, section.claims.map(claim => citer.follow(h('li', {}, claim.text, ' ', citer.list(claim.citations)), claim.citations)))));
}

// Computed values: the value first, what it is and how it came about below it. A sentence that names no fact stays a sentence.
function numbers({ id, citer, view }) {
  const section = view.sections.find(s => s.kind === 'numbers' && s.claims.length > 0);
  if (!section) return null;
  return fold(id, 'numbers', `${section.title} (${section.claims.length})`, h('ul', { class: 'computed' }, section.claims.map(claim => {
    const name = /^(\S+) = /.exec(claim.text)?.[1];
    const fact = name && view.facts.find(f => f.name === name && f.formula);
    return citer.follow(h('li', {},
      fact ? [h('strong', { text: factValue(fact, view.language) }), ' ', h('code', { text: fact.name, title: fact.meaning }), ' ', h('span', { class: 'formula', text: fact.formula })] : claim.text,
      ' ', citer.list(claim.citations)), claim.citations);
  })));
}

function drawn(pictures, { t, id }) {
  const figures = pictures.map(p => ({ ...p, node: picture(p.svg) })).filter(p => p.node);
  if (figures.length === 0) return null;
  return block(id, 'pictures', t('pictures'),
    h('div', { class: 'figures' }, figures.map(p => h('figure', { data: { picture: p.id } }, p.node, h('figcaption', { text: p.title })))));
}

// What to do now is open; what comes after a change is folded.
function actions({ t, id, citer, view }) {
  if (view.actions.length === 0) return null;
  const said = new Set();
  const kinds = ['check', 'mitigate', 'fix', 'verify', 'undo'].filter(kind => view.actions.some(a => a.kind === kind));
  return block(id, 'actions', view.sections.find(s => s.kind === 'actions')?.title || t('actions'), kinds.map(kind => {
    const list = view.actions.filter(a => a.kind === kind);
    const steps = h('ol', {}, list.map(action => step(action, t, citer, said)));
    return ['verify', 'undo'].includes(kind)
      ? h('details', { class: 'step' }, h('summary', {}, h('h4', { text: `${t(`kind.${kind}`)} (${list.length})` })), steps)
      : h('div', { class: 'step' }, h('h4', { text: t(`kind.${kind}`) }), steps);
  }));
}

// The text a person without rights sends on, to be copied as it stands.
function letter({ t, id, view }) {
  return view.letter && fold(id, 'letter', view.letter.title, commandBlock(view.letter.text, t));
}

function step(action, t, citer, said) {
  return h('li', {},
    h('p', {}, action.text, ' ', citer.list(action.citations)),
    commandBlock(action.command, t),
    action.warning && h('p', { class: 'caution', text: `${t('caution')} ${action.warning}` }),
    action.notes.filter(n => !said.has(n.text) && said.add(n.text)).map(n => h('p', { class: 'formula' }, n.text, ' ', citer.list(n.citations))),
    h('p', { class: 'badges' },
      h('span', { class: `badge ${action.risk}`, text: t(`risk.${action.risk}`) }),
      h('span', { class: 'badge role', text: t(`role.${action.runAs}`) }),
      action.lasts && h('span', { class: 'badge role', text: t(`lasts.${action.lasts}`) }),
      action.forAdministrator && h('span', { class: 'badge pass', text: t('forAdmin') })));
}

function causes({ t, id, citer, view }) {
  if (view.causes.length === 0) return null;
  const told = (key, list) => list.length > 0 && [
    h('h4', { text: t(key) }),
    h('ul', { class: 'claims' }, list.map(c => citer.follow(h('li', {}, c.text, ' ', citer.list(c.citations)), c.citations))),
  ];
  return block(id, 'causes', t('causes'), view.causes.map(cause => h('details', { class: 'considered' },
    h('summary', {}, verdict(cause.verdict, t), ' ', h('span', { text: cause.name }), view.incidents.length > 1 && cause.incident !== null && h('span', { class: 'of', text: ` ${t('incident')} ${cause.incident + 1}` })),
    told('speaksFor', cause.for), told('against', cause.against),
    cause.missing.length > 0 && [h('h4', { text: t('missing') }), h('ul', { class: 'claims' }, cause.missing.map(q => h('li', { text: q.text })))])));
}

function facts({ t, id, citer, view }) {
  if (view.facts.length === 0) return block(id, 'read', t('facts'), h('p', { class: 'note', text: t('noFacts') }));
  return fold(id, 'read', `${t('facts')} (${view.factCount})`, factTable(view, t, citer));
}

function sources({ t, id, view }) {
  if (view.sources.length === 0) return null;
  return block(id, 'sources', t('sources'), h('ol', {}, view.sources.map((source, i) => h('li', { id: `${id}-s${i + 1}`, tabindex: '-1' },
    h('span', { class: 'mark', text: `S${i + 1}` }),
    h('span', { class: 'what-source' },
      safeUrl(source.url)
        ? h('a', { href: source.url, rel: 'noopener noreferrer', target: '_blank', lang: source.lang, text: source.title })
        : h('span', { lang: source.lang, text: source.title }),
      h('span', { class: 'tags' },
        h('span', { class: `tag ${source.match}`, text: t(source.match) }),
        h('span', { class: 'tag', text: t(`trust.${source.trust}`) }),
        h('span', { class: 'tag', text: source.lang })))))));
}

function safeUrl(url) {
  return typeof url === 'string' && /^https?:\/\//i.test(url);
}
