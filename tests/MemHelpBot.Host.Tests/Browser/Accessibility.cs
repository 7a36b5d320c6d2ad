namespace MemHelpBot.Host.Tests.Browser;

/// <summary>The basics of accessibility, checked in the page itself.</summary>
internal static class Accessibility
{
    /// <summary>Returns how many texts were checked, then one line for each fault: contrast below 4.5, a control without a name, a repeated id, a heading that skips.</summary>
    public const string Script =
        """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = css => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1); const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
          const over = (a, b) => a[3] >= 1 ? a : [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
          const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
          const ground = e => { let seen = [0, 0, 0, 0]; const stack = []; for (; e; e = e.parentElement) stack.push(rgba(getComputedStyle(e).backgroundColor)); for (const c of stack.reverse()) seen = over(c, seen); return seen; };
          const faults = new Set();
          let checked = 0;
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let n = walker.nextNode(); n; n = walker.nextNode()) {
            const e = n.parentElement;
            if (!n.data.trim() || e.closest('svg, [hidden], .unseen, script, noscript, option, :disabled') || e.getClientRects().length === 0) continue;
            const back = ground(e);
            const [a, b] = [light(over(rgba(getComputedStyle(e).color), back)), light(back)];
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            checked++;
            if (ratio < 4.5) faults.add(`contrast ${ratio.toFixed(2)}: ${e.localName}.${e.className}: ${n.data.trim().slice(0, 40)}`);
          }
          for (const e of document.querySelectorAll('button, a[href], select, textarea, input:not([aria-hidden=true])')) {
            const name = e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent;
            if (!name?.trim()) faults.add(`no name: ${e.outerHTML.slice(0, 80)}`);
          }
          for (const e of document.querySelectorAll('svg:not([aria-hidden])')) {
            if (e.getAttribute('role') !== 'img' || !(e.querySelector('title') || e.getAttribute('aria-label'))) faults.add(`picture without a name: ${e.outerHTML.slice(0, 80)}`);
          }
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) faults.add(`id twice: ${id}`);
          for (const e of document.querySelectorAll('[aria-labelledby]')) {
            for (const id of e.getAttribute('aria-labelledby').split(' ')) if (!document.getElementById(id)) faults.add(`labelled by nothing: ${id}`);
          }
          let level = 1;
          for (const e of document.querySelectorAll('main :is(h1, h2, h3, h4, h5)')) {
            const now = Number(e.localName[1]);
            if (now > level + 1) faults.add(`heading skips from ${level} to ${now}: ${e.textContent.slice(0, 40)}`);
            level = now;
          }
          return [String(checked), ...faults];
        }
        """;
}
