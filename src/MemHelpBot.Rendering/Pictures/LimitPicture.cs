using MemHelpBot.Answers.Model;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>Use against limit: of a memory cgroup, a batch job or a runtime's heap, as far as both numbers were told.</summary>
internal static class LimitPicture
{
    /// <summary>From here on a cgroup limit in kB means "none": the kernel prints LONG_MAX rounded down to pages of 4 or 64 KiB.</summary>
    private const long NoLimitKb = 9_007_199_254_000_000;
    private const int RowHeight = 46;
    private const int PartHeight = 22;

    private static readonly (LocalText Name, FactKey Use, FactKey Limit, int PerKb)[] Pairs =
    [
        (PictureWords.CgroupMemory, MemcgFacts.Usage, MemcgFacts.Limit, 1),
        (PictureWords.CgroupMemsw, MemcgFacts.MemswUsage, MemcgFacts.MemswLimit, 1),
        (PictureWords.CgroupSwap, MemcgFacts.SwapUsage, MemcgFacts.SwapLimit, 1),
        (PictureWords.CgroupKmem, MemcgFacts.KmemUsage, MemcgFacts.KmemLimit, 1),
        (PictureWords.SlurmStep, SlurmFacts.Peak, SlurmFacts.Limit, 1),
        (PictureWords.Job, JobFacts.Peak, JobFacts.Limit, 1),
        (PictureWords.Heap, RuntimeFacts.HeapUsed, RuntimeFacts.HeapLimit, 1024),
    ];

    private static readonly (LocalText Name, FactKey Key, string Css)[] Inside =
    [
        (PictureWords.Anon, MemcgFacts.Anon, "mhb-c1"),
        (PictureWords.File, MemcgFacts.File, "mhb-c2"),
        (PictureWords.Shared, MemcgFacts.Shmem, "mhb-c3"),
        (PictureWords.Slab, MemcgFacts.Slab, "mhb-c4"),
        (PictureWords.Stacks, MemcgFacts.KernelStack, "mhb-c5"),
        (PictureWords.PageTables, MemcgFacts.Pagetables, "mhb-c5"),
    ];

    /// <summary>The picture, or null when no use was told together with its limit.</summary>
    public static Picture? Draw(Answer answer) => Rows(answer) is { } found ? Draw(answer, found.Incident, found.Rows) : null;

    /// <summary>The uses and limits of the first incident that tells both; null when none does.</summary>
    public static (int Incident, List<Row> Rows)? Rows(Answer answer)
    {
        foreach (var incident in Shown.Incidents(answer))
        {
            var rows = Rows(answer.Facts, incident);
            if (rows.Count > 0)
                return (incident, rows);
        }

        return null;
    }

    private static List<Row> Rows(FactSet facts, int incident)
    {
        var rows = new List<Row>();
        foreach (var (name, use, limit, perKb) in Pairs)
        {
            if (facts.Integer(use, incident) is >= 0 and var used && facts.Find(limit, incident) is { } told)
            {
                long? most = told.Value.Integer is > 0 and < NoLimitKb ? told.Value.Integer.Value / perKb : null;
                rows.Add(new Row(name, used / perKb, most, use == MemcgFacts.Usage));
            }
        }

        return rows.Exists(r => r.LimitKb is not null) ? rows.FindAll(r => r.LimitKb is not null || r.UsedKb > 0) : [];
    }

    private static Picture Draw(Answer answer, int incident, List<Row> rows)
    {
        var lang = answer.Language;
        var canvas = new SvgCanvas();
        var y = 0d;
        var told = new List<string>();
        foreach (var row in rows)
        {
            var limit = row.LimitKb is { } kb ? Numerals.Size(kb, lang) : PictureWords.NoLimit.In(lang);
            var numbers = $"{Numerals.Size(row.UsedKb, lang)} / {limit}{(row.LimitKb is { } most ? " · " + Numerals.Percent(row.UsedKb, most, lang) : "")}";
            var scale = SvgCanvas.Width / (1.05 * Math.Max(row.UsedKb, row.LimitKb ?? Math.Max(row.UsedKb, 1)));
            var full = row.LimitKb is { } l && row.UsedKb >= l * 0.99;
            canvas.Text(0, y + 14, row.Name.In(lang), "mhb-strong");
            canvas.TextEnd(SvgCanvas.Width, y + 14, numbers, full ? "mhb-bad-text" : "");
            canvas.Box(0, y + 20, SvgCanvas.Width, 16, "mhb-track");
            canvas.Box(0, y + 20, row.UsedKb * scale, 16, full ? "mhb-c7" : "mhb-c1");
            if (row.LimitKb is { } at)
                canvas.Mark(at * scale, y + 17, y + 39, "mhb-mark");
            told.Add($"{row.Name.In(lang)}: {numbers}");
            y += RowHeight;
            if (row.HasParts)
                y = DrawParts(canvas, answer, incident, scale, y, told);
        }

        return canvas.Finish("limits", PictureWords.Limits.In(lang) + Shown.Which(answer, incident), string.Join("; ", told) + ".", y);
    }

    /// <summary>What the cgroup's memory is, each on the scale of its use; they overlap in v1 (its cache holds shared memory), so they are not stacked.</summary>
    private static double DrawParts(SvgCanvas canvas, Answer answer, int incident, double scale, double y, List<string> told)
    {
        foreach (var (name, key, css) in Inside)
        {
            if (answer.Facts.Integer(key, incident) is not { } size || size <= 0)
                continue;
            var label = $"{PictureWords.OfIt.In(answer.Language)} {name.In(answer.Language)}";
            var human = Numerals.Size(size, answer.Language);
            canvas.Text(12, y + 12, label, "mhb-faint");
            canvas.TextEnd(SvgCanvas.Width, y + 12, human, "mhb-faint");
            canvas.Box(12, y + 15, Math.Min(size * scale, SvgCanvas.Width - 12), 4, css);
            told.Add($"{label} {human}");
            y += PartHeight;
        }

        return y + 6;
    }

    /// <summary>A use and its limit in KiB; no limit when there is none.</summary>
    internal sealed record Row(LocalText Name, long UsedKb, long? LimitKb, bool HasParts);
}
