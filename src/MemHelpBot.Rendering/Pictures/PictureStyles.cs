namespace MemHelpBot.Rendering.Pictures;

/// <summary>The stylesheet of every picture, for light and dark. A page includes it once.</summary>
public static class PictureStyles
{
    /// <summary>CSS rules; all names begin with <c>mhb-</c>.</summary>
    public const string Css = """
        .mhb-picture { --mhb-ink: #1b1f24; --mhb-faint: #57606a; --mhb-track: #e4e7eb; --mhb-bad: #b3261e; --mhb-mark: #1b1f24;
          --mhb-c0: #3f8f5f; --mhb-c1: #2f6db5; --mhb-c2: #7aa6d8; --mhb-c3: #4fa7a0; --mhb-c4: #c08a1e; --mhb-c5: #8a63b8; --mhb-c6: #a3548f; --mhb-c7: #b3261e; --mhb-c8: #8b949e;
          --mhb-h1: #dbe8f6; --mhb-h2: #a9c9ea; --mhb-h3: #6ba0d8;
          display: block; width: 100%; max-width: 36rem; height: auto; color: var(--mhb-ink);
          font-family: system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; font-size: 13px; }
        @media (prefers-color-scheme: dark) {
          .mhb-picture { --mhb-ink: #e6e9ed; --mhb-faint: #a5aeb8; --mhb-track: #333a42; --mhb-bad: #ff8a80; --mhb-mark: #ffffff;
            --mhb-c0: #63b984; --mhb-c1: #5b9be0; --mhb-c2: #9cc3ee; --mhb-c3: #6cc5bd; --mhb-c4: #dfae4a; --mhb-c5: #b292dc; --mhb-c6: #d088bd; --mhb-c7: #ff8a80; --mhb-c8: #9aa4af;
            --mhb-h1: #24364a; --mhb-h2: #2d537b; --mhb-h3: #3d78b5; }
        }
        .mhb-picture text { fill: var(--mhb-ink); }
        .mhb-picture .mhb-strong { font-weight: 600; }
        .mhb-picture .mhb-faint { fill: var(--mhb-faint); font-size: 12px; }
        .mhb-picture .mhb-cell { font-size: 11px; }
        .mhb-picture .mhb-bad-text { fill: var(--mhb-bad); font-weight: 600; }
        .mhb-picture .mhb-track { fill: var(--mhb-track); }
        .mhb-picture .mhb-frame { fill: none; stroke: var(--mhb-bad); stroke-width: 1.5; }
        .mhb-picture .mhb-mark { stroke: var(--mhb-mark); stroke-width: 2; }
        .mhb-picture .mhb-mark-thin { stroke: var(--mhb-mark); stroke-width: 1; stroke-dasharray: 2 2; }
        .mhb-picture .mhb-c0 { fill: var(--mhb-c0); } .mhb-picture .mhb-c1 { fill: var(--mhb-c1); } .mhb-picture .mhb-c2 { fill: var(--mhb-c2); }
        .mhb-picture .mhb-c3 { fill: var(--mhb-c3); } .mhb-picture .mhb-c4 { fill: var(--mhb-c4); } .mhb-picture .mhb-c5 { fill: var(--mhb-c5); }
        .mhb-picture .mhb-c6 { fill: var(--mhb-c6); } .mhb-picture .mhb-c7 { fill: var(--mhb-c7); } .mhb-picture .mhb-c8 { fill: var(--mhb-c8); }
        .mhb-picture .mhb-h0 { fill: none; } .mhb-picture .mhb-h1 { fill: var(--mhb-h1); } .mhb-picture .mhb-h2 { fill: var(--mhb-h2); } .mhb-picture .mhb-h3 { fill: var(--mhb-h3); }
        @media print { .mhb-picture rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """;
}
