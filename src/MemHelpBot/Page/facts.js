import { h } from './dom.js';
import { factValue } from './format.js';

const first = 60;

// Facts as a table. At first those the answer stands on; all of them on request.
export function factTable(view, t, citer) {
  const cited = view.facts.filter(f => f.cited);
  let all = cited.length === 0;
  let wanted = '';
  const body = h('tbody', {});
  const note = h('p', { class: 'note' });
  const toggle = cited.length > 0 && cited.length < view.facts.length && h('button', {
    type: 'button', class: 'quiet', on: { click: () => { all = !all; fill(); } },
  });
  const filter = view.facts.length > 12 && h('input', {
    type: 'search', class: 'filter', placeholder: t('filter'), 'aria-label': t('filter'),
    on: { input: event => { wanted = event.target.value.trim().toLowerCase(); fill(); } },
  });

  function fill() {
    const chosen = (all || wanted ? view.facts : cited).filter(f => f.name.toLowerCase().includes(wanted));
    body.replaceChildren(...chosen.slice(0, first).map(row));
    if (chosen.length > first) body.append(rest(chosen));
    if (toggle) toggle.textContent = all ? t('fewerFacts') : t('allFacts', view.facts.length);
    note.textContent = cited.length > 0 && !wanted ? t('factsUsed', cited.length) : '';
    if (all && view.factCount > view.facts.length) note.textContent = t('moreFacts');
  }

  function rest(chosen) {
    return h('tr', {}, h('td', { colspan: 3 }, h('button', {
      type: 'button', class: 'quiet', text: t('allFacts', chosen.length), on: { click: () => body.replaceChildren(...chosen.map(row)) },
    })));
  }

  function row(fact) {
    const incident = view.incidents.length > 1 && fact.incident !== null && h('span', { class: 'of', text: ` ${t('incident')} ${fact.incident + 1}` });
    return citer.follow(h('tr', { data: { fact: fact.name } },
      h('th', { scope: 'row', title: fact.meaning }, breakable(fact.name), incident),
      h('td', { class: 'value' }, factValue(fact, view.language), fact.formula && h('span', { class: 'formula', title: t('derived') }, `= ${fact.formula}`)),
      h('td', { class: 'where' }, citer.list(fact.lines))), fact.lines);
  }

  fill();
  return [
    h('div', { class: 'table-tools' }, note, filter || '', toggle || ''),
    h('table', { class: 'facts' },
      h('thead', {}, h('tr', {}, ['fact', 'value', 'where'].map(key => h('th', { scope: 'col', text: t(key) })))),
      body),
  ];
}

// Long names may break after dots and underscores, so that a phone needs no sideways scroll.
function breakable(name) {
  return name.split(/(?<=[._\]/])/).flatMap((part, i) => i === 0 ? [part] : [h('wbr', {}), part]);
}
