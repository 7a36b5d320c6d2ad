using MemHelpBot.Rendering.Pictures;

namespace MemHelpBot.Rendering.Html;

/// <summary>The stylesheet of a report: light, dark and paper.</summary>
internal static class ReportStyles
{
    /// <summary>All rules, those of the pictures too.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #ffffff; --box: #f4f6f8; --edge: #d5dae0; --link: #1a5fb4; --warn: #8a5a00; --bad: #b3261e; --good: #1f7a44; --hit: #fff3c4; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ed; --faint: #a5aeb8; --paper: #16191d; --box: #20252b; --edge: #3a424b; --link: #7db4f5; --warn: #e0b050; --bad: #ff8a80; --good: #7ccf9b; --hit: #4d4216; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; color: var(--ink); background: var(--paper); line-height: 1.5;
          font-family: system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.1rem; font-weight: 600; color: var(--faint); margin: 0; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        a { color: var(--link); }
        .meta, .cite, .faint { color: var(--faint); font-size: .875rem; }
        .headline { font-size: 1.4rem; font-weight: 600; line-height: 1.3; margin: .5rem 0; }
        .verdicts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; }
        .verdicts li { border: 1px solid var(--edge); border-radius: 1rem; padding: .1rem .75rem; font-size: .875rem; }
        .confirmed, .disruptive { color: var(--bad); font-weight: 600; }
        .likely, .possible, .reversible, .admin { color: var(--warn); font-weight: 600; }
        .read-only { color: var(--good); font-weight: 600; }
        .ruled-out { color: var(--faint); }
        pre { background: var(--box); border: 1px solid var(--edge); border-radius: .4rem; padding: .6rem .8rem; white-space: pre-wrap; margin: .4rem 0; }
        pre, code, .lines td { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .875rem; }
        ol > li, ul > li { margin: .35rem 0; }
        .note { border-left: .25rem solid var(--warn); padding: .3rem .8rem; background: var(--box); }
        figure { margin: 1.25rem 0; } figcaption { font-weight: 600; margin-bottom: .4rem; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; }
        th { text-align: left; } th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--edge); vertical-align: top; }
        .lines td { white-space: pre-wrap; border: 0; padding: .1rem .5rem; }
        .lines .n { text-align: right; color: var(--faint); user-select: none; width: 1%; white-space: nowrap; }
        td > code { overflow-wrap: break-word; } td:has(> code):first-child { min-width: 17rem; }
        .lines th { font-weight: 400; color: var(--faint); }
        .lines tr:target { background: var(--hit); }
        .lines .hit .n { color: var(--ink); font-weight: 600; }
        mark { background: var(--hit); color: inherit; }
        h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
        @media print { body { max-width: none; padding: 0; } pre, figure, tr { break-inside: avoid; } a { color: inherit; text-decoration: none; } }

        """ + PictureStyles.Css;
}
