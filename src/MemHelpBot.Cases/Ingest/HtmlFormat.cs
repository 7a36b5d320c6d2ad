using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Reads an HTML page: the article or main part where it is marked, without navigation, scripts and forms.</summary>
internal static class HtmlFormat
{
    private const int Largest = 16 * 1024 * 1024;
    private const int DeepestNesting = 200;

    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "svg", "iframe", "object", "head", "textarea", "input",
    };

    /// <summary>Words in the class or id of what a page prints around its text.</summary>
    private static readonly HashSet<string> Furniture = new(StringComparer.OrdinalIgnoreCase)
    {
        "breadcrumb", "breadcrumbs", "navbar", "sidebar", "toc", "cookie", "cookies", "cookie-banner", "cookie-consent", "share", "social", "advert", "ads",
        "related-posts", "pagination", "skip-link", "comment-form", "headerlink", "site-header", "site-footer", "menu", "wy-nav-side", "rst-footer-buttons",
    };

    private static readonly HashSet<string> FurnitureRoles = new(StringComparer.OrdinalIgnoreCase) { "navigation", "banner", "contentinfo", "search", "complementary" };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "ul", "ol", "li", "table", "tbody", "thead", "tr", "blockquote", "dl", "dt", "dd", "figure", "body", "details", "summary",
    };

    /// <summary>The page, or why it is not read.</summary>
    public static SourceReading Read(string html)
    {
        if (html.Length > Largest)
            return new([], "is a page larger than 16 MiB: split it");
        if (MarkupDepth.IsTooDeep(html))
            return new([], $"is no page that a person wrote: more than {MarkupDepth.Deepest} elements deep, or an element of more than {MarkupDepth.MostAttributes} attributes or without an end");
        return new([Page(html)], null);
    }

    private static RawDocument Page(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        var walk = new Walk();
        IElement? root = Main(page);
        if (root is not null)
            walk.Node(root, 0);
        walk.Close();
        var text = string.Join('\n', walk.Result.Select(b => b.Text));
        var own = OwnMarks.Find(text);
        var title = Meta(page, "og:title") ?? page.Title?.Trim();
        var date = OwnMarks.DateIn(Meta(page, "article:published_time")) ?? OwnMarks.DateIn(page.QuerySelector("time[datetime]")?.GetAttribute("datetime"));
        return new RawDocument("1", string.IsNullOrEmpty(title) ? null : title, Address(page) ?? own.Url, date ?? own.Date, [new RawPart(null, walk.Result)]);
    }

    private static IElement? Main(IHtmlDocument page)
    {
        var articles = page.QuerySelectorAll("article");
        return articles.Length == 1 ? articles[0] : page.QuerySelector("main, [role=main]") ?? page.Body;
    }

    private static string? Address(IHtmlDocument page)
    {
        var url = page.QuerySelector("link[rel=canonical]")?.GetAttribute("href") ?? Meta(page, "og:url");
        return OwnMarks.IsUrl(url) ? url : null;
    }

    private static string? Meta(IHtmlDocument page, string property)
    {
        var content = page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content")?.Trim();
        return string.IsNullOrEmpty(content) ? null : content;
    }

    /// <summary>Goes through the elements and gathers blocks.</summary>
    private sealed class Walk
    {
        private readonly StringBuilder text = new();
        private int tables;

        public List<Block> Result { get; } = [];

        public void Node(INode node, int depth)
        {
            if (node is IText run)
            {
                AppendRun(run.Data);
                return;
            }

            if (node is not IElement element || depth > DeepestNesting || IsFurniture(element))
                return;
            switch (element.LocalName)
            {
                case "pre":
                    Close();
                    AddVerbatim(element.TextContent);
                    break;
                // A table with headings or code in it lays out a page.
                case "table" when tables == 0 && element.QuerySelector("h1, h2, h3, pre, table") is null:
                    Close();
                    tables++;
                    Children(element, depth);
                    AddTable();
                    tables--;
                    break;
                case "br" when tables > 0:
                    text.Append(' ');
                    break;
                case "br":
                    text.Append('\n');
                    break;
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                    Close();
                    AddHeading(element.TextContent);
                    break;
                // The gutter of a highlighted block repeats nothing but line numbers.
                case "td" when element.ClassList.Contains("gutter") || element.ClassList.Contains("lineno"):
                    break;
                default:
                    Children(element, depth);
                    break;
            }
        }

        public void Close()
        {
            var paragraph = Tidy(text.ToString());
            text.Clear();
            if (paragraph.Length > 0)
                Result.Add(new Block(BlockKind.Paragraph, Egress.Mask(paragraph).Text, 0));
        }

        // The header of a page is furniture; that of an article has its title.
        private static bool IsFurniture(IElement element)
        {
            if (Dropped.Contains(element.LocalName) || element.HasAttribute("hidden") || (element.LocalName == "header" && element.ParentElement?.LocalName == "body"))
                return true;
            if (element.GetAttribute("role") is { } role && FurnitureRoles.Contains(role))
                return true;
            return (element.Id is { } id && Furniture.Contains(id)) || (element.ClassName is { Length: > 0 } && element.ClassList.Any(Furniture.Contains));
        }

        private void AddTable()
        {
            var table = Tidy(text.ToString());
            text.Clear();
            if (table.Length > 0)
                Result.Add(new Block(BlockKind.Table, Egress.Mask(table).Text, 0));
        }

        private void Children(IElement element, int depth)
        {
            var parts = Blocks.Contains(element.LocalName);
            var joined = tables > 0 || element.LocalName is "li" or "tr" or "td" or "th" or "ul" or "ol" or "tbody" or "thead" or "dd";
            if (parts && !joined)
                Close();
            else if (element.LocalName == "tr" || (tables == 0 && element.LocalName is "li" or "dd"))
                text.Append(element.LocalName == "li" ? "\n- " : "\n");
            else if (tables > 0 && parts && element.LocalName is not ("td" or "th"))
                text.Append(' ');
            foreach (var child in element.ChildNodes)
                Node(child, depth + 1);
            if (parts && !joined)
                Close();
            else if (element.LocalName is "td" or "th")
                text.Append(" | ");
        }

        private void AppendRun(string data)
        {
            foreach (var c in data)
            {
                if (!char.IsWhiteSpace(c))
                    text.Append(c);
                else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                    text.Append(' ');
            }
        }

        private void AddVerbatim(string data)
        {
            var whole = data.ReplaceLineEndings("\n").Trim('\n');
            if (!string.IsNullOrWhiteSpace(whole))
                Result.Add(new Block(BlockKind.Verbatim, Egress.Mask(whole).Text, 0));
        }

        private void AddHeading(string data)
        {
            var heading = string.Join(' ', data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (heading.Length > 0 && !Boilerplate.IsChrome(heading))
                Result.Add(new Block(BlockKind.Heading, heading, 0));
        }

        private static string Tidy(string paragraph)
        {
            var lines = paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return string.Join('\n', lines.Where(l => !Boilerplate.IsChrome(l)).Select(l => l.EndsWith(" |", StringComparison.Ordinal) ? l[..^2] : l));
        }
    }
}
