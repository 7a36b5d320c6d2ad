using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Tests;

public sealed class HtmlReportTests
{
    private const string Paste = "one\ntwo\nqemu-kvm invoked oom-killer: order=2\nfour\nNode 0 Normal: 9*4kB\r\nsix\nseven\neight\nKilled process 9 (qemu-kvm)\nten";

    [Fact]
    public void A_cited_line_stands_in_the_report_under_the_anchor_its_citation_links_to()
    {
        var html = HtmlReport.Of(Making.Answers.Whole(), [Paste]);
        Assert.Contains("<a href=\"#L5\">L5</a>", html, StringComparison.Ordinal);
        Assert.Contains("<tr id=\"L5\" class=\"hit\"><td class=\"n\">5</td><td>Node 0 Normal: 9*4kB</td></tr>", html, StringComparison.Ordinal);
        Assert.Contains("<tr><td class=\"n\">4</td><td>four</td></tr>\n<tr id=\"L5\"", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#C-note-buddy\">C:note-buddy#mechanism</a>", html, StringComparison.Ordinal);
        Assert.Contains("<li id=\"C-note-buddy\"><a rel=\"noreferrer\" href=\"https://docs.kernel.org/mm/\">The buddy allocator</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_inside_the_report_leads_somewhere()
    {
        var html = Parsed(HtmlReport.Of(Making.Answers.Whole(), [Paste]));
        var ids = html.Descendants().Attributes("id").Select(a => a.Value).ToHashSet();
        var targets = html.Descendants("a").Select(a => a.Attribute("href")!.Value).Where(h => h.StartsWith('#')).ToList();
        Assert.True(targets.Count > 5);
        Assert.All(targets, target => Assert.Contains(target[1..], ids));
    }

    [Fact]
    public void Facts_stand_with_value_formula_and_line()
    {
        var html = HtmlReport.Of(Making.Answers.Whole(), [Paste]);
        Assert.Contains("<tr><td><code>oom.request_bytes</code></td><td>16,384\u00a0B<div class=\"faint\">computed: 2^oom.order × page size</div></td><td><a href=\"#L3\">L3</a></td></tr>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_pasted_never_becomes_markup()
    {
        const string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u001b[0m\u0000";
        var answer = Making.Answers.Whole(task: evil);
        answer = answer with { Sources = [answer.Sources[0] with { Title = evil, Url = "javascript:alert(3)", Id = evil }], Warnings = [evil] };
        var html = HtmlReport.Of(answer, [Paste.Replace("qemu-kvm", evil, StringComparison.Ordinal)], new ReportHead(evil));
        var elements = Parsed(html).Descendants().Select(e => e.Name.LocalName).ToHashSet();
        Assert.DoesNotContain("script", elements);
        Assert.DoesNotContain("img", elements);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain(html, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void The_policy_allows_this_style_and_nothing_else()
    {
        var html = HtmlReport.Of(Making.Answers.Whole(), [Paste]);
        var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"default-src &#39;none&#39;; style-src &#39;sha256-{hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("pl", "pl")]
    [InlineData("zh", "zh-Hans")]
    public void The_language_is_declared(string language, string declared) =>
        Assert.StartsWith($"<!DOCTYPE html>\n<html lang=\"{declared}\">", HtmlReport.Of(Making.Answers.Whole(language), [Paste]), StringComparison.Ordinal);

    [Fact]
    public void It_is_a_post_mortem_in_order()
    {
        var html = HtmlReport.Of(Making.Answers.Whole(), [Paste]);
        string[] parts = ["Summary", "Timeline", "Facts", "Causes considered", "Commands", "Actions taken (to fill in)", "What would decide", "Sources", "What was sent, line by line"];
        var places = parts.Select(p => html.IndexOf($"<h2>{p}</h2>", StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("<td>Mar  3 04:05:06</td><td>n17</td><td>kernel OOM killer</td>", html, StringComparison.Ordinal);
        Assert.Contains("oom.victim = qemu-kvm", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_fact_was_read_from_is_marked_in_the_copy()
    {
        var answer = Making.Answers.Whole();
        var at = Paste.IndexOf("(qemu-kvm)", StringComparison.Ordinal) + 1;
        var victim = new Fact(OomFacts.Victim, null, FactValue.Of("qemu-kvm"), new SourceSpan(0, 9, 9, at, at + 8), 0);
        var html = HtmlReport.Of(answer with { Facts = new FactSet([victim]) }, [Paste]);
        Assert.Contains("<td>Killed process 9 (<mark>qemu-kvm</mark>)</td>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000, 100)]
    [InlineData(100_000, 1)]
    public void A_paste_of_200_KB_makes_less_than_a_megabyte(int lines, int width)
    {
        var html = HtmlReport.Of(Making.Answers.Whole(), [string.Concat(Enumerable.Repeat(new string('<', width) + "\n", lines))]);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 1_000_000);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        Assert.Equal(HtmlReport.Of(Making.Answers.Whole(), [Paste]), HtmlReport.Of(Making.Answers.Whole(), [Paste]));

    /// <summary>The report with its void elements closed, as XML.</summary>
    private static XDocument Parsed(string html)
    {
        var xml = html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<br>", "<br/>", StringComparison.Ordinal);
        for (var at = xml.IndexOf("<meta ", StringComparison.Ordinal); at >= 0; at = xml.IndexOf("<meta ", at + 1, StringComparison.Ordinal))
            xml = xml.Insert(xml.IndexOf('>', at), "/");
        return XDocument.Parse(xml);
    }
}
