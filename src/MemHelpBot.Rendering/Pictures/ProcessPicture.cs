using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>The biggest processes of a report's task table, those of one name added up.</summary>
internal static class ProcessPicture
{
    private const int Most = 8;
    private const int RowHeight = 38;

    /// <summary>The picture, or null without a task table.</summary>
    public static Picture? Draw(Answer answer) => Tasks(answer) is { } found ? Draw(answer, found.Incident, found.Tasks) : null;

    /// <summary>The task groups of the first incident that has a task table, the biggest first; null when none has.</summary>
    public static (int Incident, IReadOnlyList<TaskGroup> Tasks)? Tasks(Answer answer)
    {
        foreach (var incident in Shown.Incidents(answer))
        {
            if (answer.Facts.Find(TaskFacts.Top, incident)?.Value.Tasks is { Count: > 0 } tasks && tasks[0].RssKb > 0)
                return (incident, tasks);
        }

        return null;
    }

    private static Picture Draw(Answer answer, int incident, IReadOnlyList<TaskGroup> tasks)
    {
        var lang = answer.Language;
        var canvas = new SvgCanvas();
        var scale = SvgCanvas.Width / (double)tasks[0].RssKb;
        var victim = answer.Facts.Text(OomFacts.Victim, incident);
        canvas.Text(0, 14, PictureWords.SharedTwice.In(lang), "mhb-faint");
        var y = 22d;
        var told = new List<string>();
        foreach (var task in tasks.Take(Most))
        {
            var killed = task.Comm == victim;
            var name = DisplayWidth.Cut(task.Comm, 20) + (task.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" × {task.Count}") : "");
            var size = Numerals.Size(task.RssKb, lang);
            canvas.Text(0, y + 14, name + (killed ? $" · {PictureWords.Killed.In(lang)}" : ""), killed ? "mhb-bad-text" : "");
            canvas.TextEnd(SvgCanvas.Width, y + 14, size);
            canvas.Box(0, y + 19, Math.Min(task.RssKb * scale, SvgCanvas.Width), 10, killed ? "mhb-c7" : "mhb-c1");
            told.Add($"{name} {size}");
            y += RowHeight;
        }

        return canvas.Finish("processes", PictureWords.Processes.In(lang) + Shown.Which(answer, incident), string.Join("; ", told) + ".", y);
    }
}
