using System.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Html;

/// <summary>Collects HTML. Text goes in escaped; only <see cref="Raw"/> takes markup, and only markup of this project.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder html = new(64 * 1024);

    /// <summary>Markup of ours, never text of others.</summary>
    public HtmlText Raw(string markup)
    {
        html.Append(markup);
        return this;
    }

    /// <summary>Text, shown as it is.</summary>
    public HtmlText Text(string text)
    {
        html.Append(Markup.Escaped(text));
        return this;
    }

    /// <summary>An element that holds only text.</summary>
    public HtmlText Element(string name, string text, string css = "")
    {
        html.Append('<').Append(name);
        if (css.Length > 0)
            html.Append(" class=\"").Append(css).Append('"');
        html.Append('>').Append(Markup.Escaped(text)).Append("</").Append(name).Append('>');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => html.ToString();
}
