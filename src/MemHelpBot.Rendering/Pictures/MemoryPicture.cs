using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>Where the memory went: one bar of the whole RAM, and a row for each part.</summary>
internal static class MemoryPicture
{
    private const int BarHeight = 30;
    private const int RowHeight = 22;

    /// <summary>The picture, or null without the counters.</summary>
    public static Picture? Draw(Answer answer)
    {
        var parts = MemoryParts.Of(answer);
        return parts is null ? null : Draw(answer, parts);
    }

    private static Picture Draw(Answer answer, MemoryParts memory)
    {
        var lang = answer.Language;
        var canvas = new SvgCanvas();
        var whole = Math.Max(memory.TotalKb, memory.Parts.Sum(p => p.Kb));
        var total = Numerals.Size(memory.TotalKb, lang);
        var note = memory.PageKb is { } page ? string.Format(CultureInfo.InvariantCulture, PictureWords.PageSize.In(lang), page) : "";
        canvas.Text(0, 14, $"{PictureWords.OfTotal.In(lang)} {total}", "mhb-strong");
        canvas.TextEnd(SvgCanvas.Width, 14, note, "mhb-faint");
        var x = 0d;
        foreach (var part in memory.Parts)
        {
            var width = (double)part.Kb / whole * SvgCanvas.Width;
            canvas.Box(x, 22, width, BarHeight, part.Css);
            x += width;
        }

        var y = 22d + BarHeight + 8;
        var told = new List<string>();
        foreach (var part in memory.Parts)
        {
            var name = part.Name.In(lang);
            var size = Numerals.Size(part.Kb, lang);
            var share = Numerals.Percent(part.Kb, memory.TotalKb, lang);
            canvas.Box(0, y + 5, 12, 12, part.Css);
            canvas.Text(20, y + 16, name);
            canvas.TextEnd(400, y + 16, size);
            canvas.TextEnd(SvgCanvas.Width, y + 16, share, "mhb-faint");
            told.Add($"{name} {size} ({share})");
            y += RowHeight;
        }

        return canvas.Finish("memory", PictureWords.Memory.In(lang) + Shown.Which(answer, memory.Incident), $"{PictureWords.OfTotal.In(lang)} {total}. {string.Join("; ", told)}.", y + 4);
    }
}
