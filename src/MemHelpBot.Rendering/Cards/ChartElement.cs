using System.Text.Json.Nodes;
using MemHelpBot.Rendering.Pictures;

namespace MemHelpBot.Rendering.Cards;

/// <summary>Figures as the chart elements that Teams draws itself; clients without them get or show the numbers.</summary>
/// <remarks>Source: learn.microsoft.com, "Charts in Adaptive Cards".</remarks>
internal static class ChartElement
{
    private const double KbPerMiB = 1024;
    private const double KbPerGiB = 1024 * KbPerMiB;

    /// <summary>The elements of a figure; sizes in GiB, those of a small one in MiB.</summary>
    public static IEnumerable<JsonObject> Of(Figure figure, CardForm form)
    {
        var numbers = form.Facts(figure.Rows.Select(r => (r.Name, r.Text)));
        yield return Element.Heading(figure.Title);
        if (!form.HasCharts)
        {
            yield return numbers;
            yield break;
        }

        var charts = figure.Kind switch
        {
            FigureKind.Limits => [.. figure.Rows.Select(r => Gauge(r, UnitOf(r.LimitKb!.Value)))],
            FigureKind.Parts => [Donut(figure, UnitOf(figure.Rows.Max(r => r.Kb)))],
            _ => (JsonObject[])[Bars(figure, UnitOf(figure.Rows.Max(r => r.Kb)))],
        };
        for (var i = 0; i < charts.Length; i++)
            yield return Element.With(charts[i], "fallback", charts.Length == 1 ? numbers : form.Facts([(figure.Rows[i].Name, figure.Rows[i].Text)]));
        if (figure.Kind == FigureKind.Limits)
            yield return Element.Paragraph(Element.Faint(string.Join("; ", figure.Rows.Select(r => $"{r.Name} {r.Text}"))));
    }

    private static JsonObject Gauge(FigureRow row, (string Name, double Kb) unit)
    {
        var (used, limit) = (In(unit, row.Kb), In(unit, row.LimitKb!.Value));
        var most = Math.Max(used, limit);
        var segments = new JsonArray(
            new JsonObject { ["legend"] = "< 90%", ["size"] = Math.Round(limit * 0.9, 3), ["color"] = "good" },
            new JsonObject { ["legend"] = "≥ 90%", ["size"] = Math.Round(most - (limit * 0.9), 3), ["color"] = "attention" });
        return new JsonObject
        {
            ["type"] = "Chart.Gauge",
            ["title"] = CardText.Plain(row.Name),
            ["min"] = 0,
            ["max"] = most,
            ["value"] = used,
            ["valueFormat"] = "Fraction",
            ["subLabel"] = unit.Name,
            ["segments"] = segments,
        };
    }

    private static JsonObject Donut(Figure figure, (string Name, double Kb) unit) => new()
    {
        ["type"] = "Chart.Donut",
        ["title"] = CardText.Plain(figure.Title) + $" ({unit.Name})",
        ["colorSet"] = "categorical",
        ["data"] = new JsonArray([.. figure.Rows.Select(r => new JsonObject { ["legend"] = CardText.Plain(r.Name), ["value"] = In(unit, r.Kb) })]),
    };

    private static JsonObject Bars(Figure figure, (string Name, double Kb) unit) => new()
    {
        ["type"] = "Chart.HorizontalBar",
        ["title"] = CardText.Plain(figure.Title),
        ["xAxisTitle"] = unit.Name,
        ["displayMode"] = "AbsoluteWithAxis",
        ["data"] = new JsonArray([.. figure.Rows.Select(r => new JsonObject { ["x"] = CardText.Plain(r.Name), ["y"] = In(unit, r.Kb) })]),
    };

    private static (string Name, double Kb) UnitOf(long kb) => kb < KbPerGiB ? ("MiB", KbPerMiB) : ("GiB", KbPerGiB);

    /// <summary>Three decimals: enough for a bar, and a MiB of a GiB is not nothing.</summary>
    private static double In((string Name, double Kb) unit, long kb) => Math.Round(kb / unit.Kb, 3);
}
