using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>What a figure shows.</summary>
internal enum FigureKind
{
    /// <summary>Parts of one whole.</summary>
    Parts,

    /// <summary>A use of each row against its limit.</summary>
    Limits,

    /// <summary>Sizes side by side, the biggest first.</summary>
    Ranking,
}

/// <summary>The numbers of a picture, for channels whose clients draw charts themselves.</summary>
/// <param name="Id">The id of the picture with the same numbers.</param>
/// <param name="Title">Its title in the answer's language.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="Rows">The rows, in order.</param>
internal sealed record Figure(string Id, string Title, FigureKind Kind, IReadOnlyList<FigureRow> Rows)
{
    private const int MostTasks = 8;

    /// <summary>Every figure that the facts suffice for; use against limit first, because it decides most.</summary>
    public static IReadOnlyList<Figure> All(Answer answer)
    {
        var lang = answer.Language;
        var figures = new List<Figure>();
        if (LimitPicture.Rows(answer) is { } limits)
        {
            figures.Add(new Figure(
                "limits", PictureWords.Limits.In(lang) + Shown.Which(answer, limits.Incident), FigureKind.Limits,
                [.. limits.Rows.Where(r => r.LimitKb is not null).Select(r => new FigureRow(
                    r.Name.In(lang), r.UsedKb, r.LimitKb, $"{Numerals.Size(r.UsedKb, lang)} / {Numerals.Size(r.LimitKb!.Value, lang)} · {Numerals.Percent(r.UsedKb, r.LimitKb.Value, lang)}"))]));
        }

        if (MemoryParts.Of(answer) is { } memory)
        {
            figures.Add(new Figure(
                "memory", PictureWords.Memory.In(lang) + Shown.Which(answer, memory.Incident), FigureKind.Parts,
                [.. memory.Parts.Select(p => new FigureRow(p.Name.In(lang), p.Kb, null, $"{Numerals.Size(p.Kb, lang)} · {Numerals.Percent(p.Kb, memory.TotalKb, lang)}"))]));
        }

        if (ProcessPicture.Tasks(answer) is { } table)
        {
            figures.Add(new Figure(
                "processes", PictureWords.Processes.In(lang) + Shown.Which(answer, table.Incident), FigureKind.Ranking,
                [.. table.Tasks.Take(MostTasks).Where(t => t.RssKb > 0).Select(t => new FigureRow(NameOf(t), t.RssKb, null, Numerals.Size(t.RssKb, lang)))]));
        }

        return figures;
    }

    private static string NameOf(TaskGroup task) =>
        DisplayWidth.Cut(task.Comm, 20) + (task.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" × {task.Count}") : "");
}

/// <summary>A row of a figure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Kb">Its size in KiB.</param>
/// <param name="LimitKb">Its limit in KiB; only where the figure shows limits.</param>
/// <param name="Text">The numbers as a person reads them.</param>
internal sealed record FigureRow(string Name, long Kb, long? LimitKb, string Text);
