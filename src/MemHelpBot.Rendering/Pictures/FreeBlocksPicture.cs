using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>Free blocks by order as a table: a row a zone, a column an order; the blocks that the request could use stand in a frame.</summary>
internal static class FreeBlocksPicture
{
    private const int MostZones = 16;
    private const int MostOrders = 16;
    private const int RowHeight = 24;
    private const int NameWidth = 116;

    /// <summary>The picture of a report's zones, else of /proc/buddyinfo; null when neither was told.</summary>
    public static Picture? Draw(Answer answer)
    {
        foreach (var incident in Shown.Incidents(answer))
        {
            var rows = Rows(answer.Facts, ZoneFacts.FreeBlocks, incident);
            var order = answer.Facts.Integer(OomFacts.Order, incident) ?? answer.Facts.Integer(AllocFailureFacts.Order, incident);
            if (rows.Count > 0)
                return Draw(answer, incident, rows, order);
        }

        var buddies = Rows(answer.Facts, BuddyFacts.FreeBlocks, null);
        return buddies.Count > 0 ? Draw(answer, null, buddies, null) : null;
    }

    private static List<(string Subject, IReadOnlyList<long> Counts)> Rows(FactSet facts, FactKey key, int? incident)
    {
        var rows = new List<(string, IReadOnlyList<long>)>();
        foreach (var subject in facts.Subjects(key, incident))
        {
            if (facts.Find(key, incident, subject)?.Value.Integers is { Count: > 0 and <= MostOrders } counts)
                rows.Add((subject, counts));
        }

        return rows;
    }

    private static Picture Draw(Answer answer, int? incident, List<(string Subject, IReadOnlyList<long> Counts)> rows, long? order)
    {
        var lang = answer.Language;
        var canvas = new SvgCanvas();
        var orders = rows.Max(r => r.Counts.Count);
        var cell = (double)(SvgCanvas.Width - NameWidth) / orders;
        var framed = order is > 0 && order < orders;
        var note = framed ? string.Format(CultureInfo.InvariantCulture, PictureWords.BlocksNote.In(lang), order) : PictureWords.BlocksPlain.In(lang);
        canvas.Text(0, 14, note, "mhb-faint");
        for (var i = 0; i < orders; i++)
            canvas.TextMiddle(NameWidth + ((i + 0.5) * cell), 36, i.ToString(CultureInfo.InvariantCulture), "mhb-faint");
        canvas.Text(0, 36, "order", "mhb-faint");
        const double top = 42;
        var y = top;
        var told = new List<string>();
        foreach (var (subject, counts) in rows.Take(MostZones))
        {
            var most = counts.Select((c, i) => Math.ScaleB(c, i)).Max();
            canvas.Text(0, y + 16, DisplayWidth.Cut(ZonePicture.NameOf(subject, lang), 17), "");
            for (var i = 0; i < counts.Count; i++)
            {
                var x = NameWidth + (i * cell);
                canvas.Box(x + 1, y + 1, cell - 2, RowHeight - 2, Shade(Math.ScaleB(counts[i], i), most));
                canvas.TextMiddle(x + (cell / 2), y + 16, Counted(counts[i]), counts[i] == 0 ? "mhb-cell mhb-faint" : "mhb-cell");
            }

            told.Add($"{ZonePicture.NameOf(subject, lang)}: {string.Join(' ', counts.Select(c => c.ToString(CultureInfo.InvariantCulture)))}");
            y += RowHeight;
        }

        if (framed)
            canvas.Box(NameWidth + (order!.Value * cell), top, SvgCanvas.Width - NameWidth - (order.Value * cell) - 1, y - top, "mhb-frame");
        if (rows.Count > MostZones)
        {
            canvas.Text(0, y + 14, string.Format(CultureInfo.InvariantCulture, PictureWords.More.In(lang), rows.Count - MostZones), "mhb-faint");
            y += 18;
        }

        return canvas.Finish("free-blocks", PictureWords.Blocks.In(lang) + Shown.Which(answer, incident), $"{note} {string.Join("; ", told)}.", y + 4);
    }

    /// <summary>Shade by the memory that the blocks hold against the zone's largest column.</summary>
    private static string Shade(double held, double most) =>
        held <= 0 ? "mhb-h0" : (held / most) switch { > 0.5 => "mhb-h3", > 0.1 => "mhb-h2", _ => "mhb-h1" };

    private static string Counted(long count) => count < 10_000
        ? count.ToString(CultureInfo.InvariantCulture)
        : count < 10_000_000
            ? $"{(count / 1000).ToString(CultureInfo.InvariantCulture)}k"
            : $"{(count / 1_000_000).ToString(CultureInfo.InvariantCulture)}M";
}
