using System.Text.Json.Nodes;
using MemHelpBot.Rendering.Pictures;

namespace MemHelpBot.Channels.Teams.Cards;

/// <summary>Figures as the chart elements that Teams draws itself; clients without them show the numbers.</summary>
/// <remarks>Source: learn.microsoft.com, "Charts in Adaptive Cards".</remarks>
internal static class ChartElement
{
    private const double KbPerGiB = 1024 * 1024;

    /// <summary>The elements of a figure; sizes in GiB.</summary>
    public static IEnumerable<JsonObject> Of(Figure figure)
    {
        var numbers = Element.Facts(figure.Rows.Select(r => (r.Name, r.Text)));
        yield return Element.Heading(figure.Title);
        var charts = figure.Kind switch
        {
            FigureKind.Limits => [.. figure.Rows.Select(Gauge)],
            FigureKind.Parts => [Donut(figure)],
            _ => (JsonObject[])[Bars(figure)],
        };
        for (var i = 0; i < charts.Length; i++)
            yield return Element.With(charts[i], "fallback", charts.Length == 1 ? numbers : Element.Facts([(figure.Rows[i].Name, figure.Rows[i].Text)]));
        if (figure.Kind == FigureKind.Limits)
            yield return Element.Paragraph(Element.Faint(string.Join("; ", figure.Rows.Select(r => $"{r.Name} {r.Text}"))));
    }

    private static JsonObject Gauge(FigureRow row)
    {
        var (used, limit) = (GiB(row.Kb), GiB(row.LimitKb!.Value));
        var most = Math.Max(used, limit);
        var segments = new JsonArray(
            new JsonObject { ["legend"] = "< 90%", ["size"] = Math.Round(limit * 0.9, 3), ["color"] = "good" },
            new JsonObject { ["legend"] = "≥ 90%", ["size"] = Math.Round(most - (limit * 0.9), 3), ["color"] = "attention" });
        return new JsonObject
        {
            ["type"] = "Chart.Gauge", ["title"] = CardText.Plain(row.Name), ["min"] = 0, ["max"] = most, ["value"] = used,
            ["valueFormat"] = "Fraction", ["subLabel"] = "GiB", ["segments"] = segments,
        };
    }

    private static JsonObject Donut(Figure figure) => new()
    {
        ["type"] = "Chart.Donut", ["title"] = CardText.Plain(figure.Title) + " (GiB)", ["colorSet"] = "categorical",
        ["data"] = new JsonArray([.. figure.Rows.Select(r => new JsonObject { ["legend"] = CardText.Plain(r.Name), ["value"] = GiB(r.Kb) })]),
    };

    private static JsonObject Bars(Figure figure) => new()
    {
        ["type"] = "Chart.HorizontalBar", ["title"] = CardText.Plain(figure.Title), ["xAxisTitle"] = "GiB", ["displayMode"] = "AbsoluteWithAxis",
        ["data"] = new JsonArray([.. figure.Rows.Select(r => new JsonObject { ["x"] = CardText.Plain(r.Name), ["y"] = GiB(r.Kb) })]),
    };

    /// <summary>Three decimals: enough for a bar, and a MiB is not nothing.</summary>
    private static double GiB(long kb) => Math.Round(kb / KbPerGiB, 3);
}
