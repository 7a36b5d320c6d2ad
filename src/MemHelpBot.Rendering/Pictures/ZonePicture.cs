using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>The zones of a kernel report: free memory as a bar, the watermarks as upright marks.</summary>
internal static class ZonePicture
{
    private const int MostZones = 16;
    private const int RowHeight = 58;

    /// <summary>The picture, or null when no zone was told with its marks.</summary>
    public static Picture? Draw(Answer answer)
    {
        foreach (var incident in Shown.Incidents(answer))
        {
            var zones = Zones(answer.Facts, incident);
            if (zones.Count > 0)
                return Draw(answer, incident, zones);
        }

        return null;
    }

    /// <summary>A zone's subject as people say it: <c>Node 1 · DMA32</c>.</summary>
    public static string NameOf(string subject, string lang)
    {
        var slash = subject.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? subject : $"{PictureWords.Node.In(lang)} {subject[..slash]} · {subject[(slash + 1)..]}";
    }

    private static List<Zone> Zones(FactSet facts, int incident)
    {
        var zones = new List<Zone>();
        foreach (var subject in facts.Subjects(ZoneFacts.Free, incident))
        {
            if (Kb(ZoneFacts.Free) is { } free && Kb(ZoneFacts.Min) is { } min && Kb(ZoneFacts.Low) is { } low && Kb(ZoneFacts.High) is > 0 and var high)
                zones.Add(new Zone(subject, free, min, low, high));

            long? Kb(FactKey key) => facts.Integer(key, incident, subject) is >= 0 and var kb ? kb : null;
        }

        return zones;
    }

    private static Picture Draw(Answer answer, int incident, List<Zone> zones)
    {
        var lang = answer.Language;
        var canvas = new SvgCanvas();
        canvas.Text(0, 14, PictureWords.ZoneNote.In(lang), "mhb-faint");
        var y = 24d;
        var told = new List<string>();
        foreach (var zone in zones.Take(MostZones))
        {
            var name = NameOf(zone.Subject, lang);
            var below = zone.Free < zone.Min;
            var free = $"{PictureWords.Free.In(lang)} {Numerals.Kb(zone.Free, lang)}{(below ? " · " + PictureWords.BelowMin.In(lang) : "")}";
            var marks = string.Create(CultureInfo.InvariantCulture, $"min {Numerals.Grouped(zone.Min, lang)} · low {Numerals.Grouped(zone.Low, lang)} · high {Numerals.Kb(zone.High, lang)}");
            var scale = SvgCanvas.Width / (1.05 * Math.Max(zone.Free, zone.High));
            canvas.Text(0, y + 14, DisplayWidth.Cut(name, 28), "mhb-strong");
            canvas.TextEnd(SvgCanvas.Width, y + 14, free, below ? "mhb-bad-text" : "");
            canvas.Box(0, y + 20, SvgCanvas.Width, 14, "mhb-track");
            canvas.Box(0, y + 20, zone.Free * scale, 14, below ? "mhb-c7" : "mhb-c0");
            canvas.Mark(zone.Min * scale, y + 17, y + 37, "mhb-mark");
            canvas.Mark(zone.Low * scale, y + 17, y + 37, "mhb-mark-thin");
            canvas.Mark(zone.High * scale, y + 17, y + 37, "mhb-mark-thin");
            canvas.Text(0, y + 48, marks, "mhb-faint");
            told.Add($"{name}: {free}, {marks}");
            y += RowHeight;
        }

        if (zones.Count > MostZones)
        {
            canvas.Text(0, y + 12, string.Format(CultureInfo.InvariantCulture, PictureWords.More.In(lang), zones.Count - MostZones), "mhb-faint");
            y += 18;
        }

        return canvas.Finish("zones", PictureWords.Zones.In(lang) + Shown.Which(answer, incident), string.Join("; ", told) + ".", y);
    }

    private sealed record Zone(string Subject, long Free, long Min, long Low, long High);
}
