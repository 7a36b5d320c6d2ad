using System.Globalization;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Rendering;

namespace MemHelpBot.Remedies.Tests;

/// <summary>A proposed size is told with the figure it stands on and its factor, in every language and channel.</summary>
public sealed class SizeRuleTests
{
    [Theory]
    [InlineData("en", "The size follows from the limit that was reached, 90,112 kB (88 MiB): × 1.25, rounded up.")]
    [InlineData("zh", "该数值由已达到的限制 90,112 kB (88 MiB) 得出：× 1.25，向上取整。")]
    [InlineData("pl", "Rozmiar wynika z wartości: limit, który został osiągnięty, 90\u00a0112 kB (88 MiB); × 1,25, zaokrąglone w górę.")]
    public void The_rule_stands_beside_the_command(string lang, string sentence)
    {
        var request = Planned.Request(CauseIds.CgroupLimit, lang);
        var answer = new AnswerComposer(Shipped.Corpus).Compose(request);
        var sized = answer.Actions.Where(a => a.Command.Contains("112640K", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sized);
        Assert.All(sized, a => Assert.Contains(a.Notes, n => n.Text == sentence && n.Citations.SequenceEqual(["L2", "C:note-sizing#mechanism"])));
        Assert.DoesNotContain(new AnswerVerifier(Shipped.Corpus, request, new PasteLines(["a\nlimit 90112kB\nc"])).Check(answer), v => v.Rule is 3 or 4);
        string[] channels = [answer.Markdown, MarkdownText.Of(answer), AnswerJson.Of(answer).Replace("\\u00A0", " ", StringComparison.Ordinal), Unwrapped(TerminalText.Of(answer, TerminalStyle.Plain))];
        Assert.All(channels, c => Assert.Contains(Unwrapped(sentence), Unwrapped(c), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_placeholder_says_where_its_value_is_found() =>
        Assert.All(Shipped.Remedies.SelectMany(r => r.Parameters), p => Assert.True(Shipped.Corpus.Placeholders.ContainsKey(p.Placeholder), p.Placeholder));

    [Fact]
    public void Every_figure_that_a_size_follows_from_has_a_name() =>
        Assert.All(Shipped.Remedies.SelectMany(r => r.Parameters).Where(p => p.Rule is not null).SelectMany(p => p.Facts).Distinct(),
            fact => Assert.True(Shipped.Corpus.Evidence.ContainsKey($"{EvidencePhrase.OfAnswer}/{ActionNotes.PhraseOf(fact)}"), fact));

    [Fact]
    public void Every_rule_is_named_in_the_note_on_sizes()
    {
        var note = Shipped.Corpus.Documents["note-sizing"].Section("mechanism")!.Text;
        Assert.All(Shipped.Remedies.SelectMany(r => r.Parameters).Select(p => p.Rule).OfType<string>().Select(r => SizeRule.Parse(r)!).Distinct(), rule => Assert.Contains(
            rule.PlusSwap ? "A limit of memory and swap together is the new memory plus the swap that was open before." : string.Create(CultureInfo.InvariantCulture, $"Factor {rule.Factor}{(rule.AtLeast is { } least ? $" (≥ {least})" : "")}:"),
            note, StringComparison.Ordinal));
    }

    [Fact]
    public void A_persistent_change_is_a_file_of_its_own_or_a_tool_that_keeps_it()
    {
        // sysctl -w, echo into a file of the kernel and ulimit hold until a restart at most.
        static bool Runtime(Remedy r) => r.Command.StartsWith("sysctl -w", StringComparison.Ordinal) || r.Command.StartsWith("echo ", StringComparison.Ordinal)
            || r.Command.StartsWith("ulimit", StringComparison.Ordinal) || r.Command.StartsWith("export ", StringComparison.Ordinal) || r.Command.Contains("--runtime", StringComparison.Ordinal);
        Assert.Empty(Shipped.Remedies.Where(r => r.Lasts == "permanent" && Runtime(r)).Select(r => r.Id));
        // No setting of the kernel is kept anywhere but in a drop-in of ours.
        Assert.Empty(Shipped.Remedies.Where(r => r.Command.Contains("/etc/sysctl.conf", StringComparison.Ordinal) || r.Command.Contains("/etc/security/limits.conf", StringComparison.Ordinal)).Select(r => r.Id));
        Assert.All(Shipped.Remedies.SelectMany(r => Written(r.Command)).Where(f => f.Contains(".d/", StringComparison.Ordinal)), f => Assert.Contains("/90-memhelp", f, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Written(string command) =>
        command.Split("> ").Skip(1).Select(rest => rest.Split(' ')[0]).Where(f => f.StartsWith("/etc/", StringComparison.Ordinal));

    // What a terminal breaks over lines is one sentence.
    private static string Unwrapped(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
