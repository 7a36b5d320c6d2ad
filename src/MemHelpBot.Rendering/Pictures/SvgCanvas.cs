using System.Globalization;
using System.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>Draws one picture, 480 units wide so that its text stays readable on a phone. Everything it is given as text is escaped.</summary>
internal sealed class SvgCanvas
{
    /// <summary>Width of every picture.</summary>
    public const int Width = 480;

    private readonly StringBuilder body = new();

    /// <summary>A filled rectangle.</summary>
    public void Box(double x, double y, double width, double height, string css) =>
        body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(width, 0):0.##}\" height=\"{height:0.##}\" class=\"{css}\"/>");

    /// <summary>An upright line.</summary>
    public void Mark(double x, double top, double bottom, string css) =>
        body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:0.##}\" y1=\"{top:0.##}\" x2=\"{x:0.##}\" y2=\"{bottom:0.##}\" class=\"{css}\"/>");

    /// <summary>Text that begins at x.</summary>
    public void Text(double x, double baseline, string text, string css = "") => Write(x, baseline, text, css, "");

    /// <summary>Text that ends at x.</summary>
    public void TextEnd(double x, double baseline, string text, string css = "") => Write(x, baseline, text, css, " text-anchor=\"end\"");

    /// <summary>Text around x.</summary>
    public void TextMiddle(double x, double baseline, string text, string css = "") => Write(x, baseline, text, css, " text-anchor=\"middle\"");

    /// <summary>The finished picture.</summary>
    public Picture Finish(string id, string title, string description, double height) => new(
        id, title,
        string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mhb-picture\" role=\"img\" viewBox=\"0 0 {Width} {height:0.##}\"><title>{Escaped(title)}</title><desc>{Escaped(description)}</desc>{body}</svg>"));

    private static string Escaped(string text) => Markup.Escaped(PlainText.OneLine(text));

    private void Write(double x, double baseline, string text, string css, string anchor)
    {
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{baseline:0.##}\"{anchor}");
        if (css.Length > 0)
            body.Append(CultureInfo.InvariantCulture, $" class=\"{css}\"");
        body.Append('>').Append(Escaped(text)).Append("</text>");
    }
}
