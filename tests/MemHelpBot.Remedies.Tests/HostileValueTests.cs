using MemHelpBot.Answers.Planning;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Remedies.Tests;

/// <summary>A value of a paste that does not validate never enters a command; one that does is one word of it.</summary>
public sealed class HostileValueTests
{
    private static readonly string[] Hostile =
    [
        "; rm -rf /", "a; rm -rf /", "$(reboot)", "`reboot`", "a\nreboot", "a\r\nreboot", "a\0b", "a b", "a\u00a0b", "a\u2003b", "a\u200bb", "a\u3000b", "a\u2028b", "\u202Eetc", "-rf", "--help", "-",
        "'; reboot; '", "\"; reboot; \"", "a'b", "a\"b", "\\", "a\\", "a|b", "a&b", "a>b", "a<b", "$HOME", "${HOME}", "~", "~root", "*", "?", "[a-z]", "{a,b}", "{kb}", "{{kb}}", "!!", "#x", "a#b", "%s%n", "..", "../..",
        "/..", "/a/../b", "/a b", "/$(reboot)", "/a;reboot", "/a\nb", "/`id`", "/a'b", "/lxc/$(id)", "/lxc/1;id", "/docker/$(id)", "/x.service;id", "/-rf.service", "/x/ .slice", "1;id", "1 2", "0x10", "1e9", "１２", "NaN", "",
        "/system.slice/a\\x2db.service", "/a.scope", "app.service", "web-1", "4711_3.batch", "0-3", "/lxc/104", "/docker/" + new string('a', 64),
        new('a', 5000), "/" + new string('a', 5000), new(';', 5000), "/" + string.Concat(Enumerable.Repeat("$(id)/", 900)),
    ];

    private static readonly decimal[] Numbers = [0, 1, -1, 4711, 90112, 4194305, 99999999999999m];

    [Fact]
    public void No_value_of_any_parameter_changes_how_the_shell_reads_a_command()
    {
        var filled = new List<string>();
        foreach (var remedy in Shipped.Remedies.Where(r => r.Parameters.Count > 0))
        {
            var expected = Shell.Words(Shipped.Open(remedy));
            foreach (var text in Hostile)
            {
                var command = Fill(remedy, FactValue.Of(text));
                Assert.True(Shell.Words(command) == expected, $"{remedy.Id}: {text[..Math.Min(text.Length, 60)]} gives {command}");
                filled.Add(command);
            }

            foreach (var number in Numbers)
                Assert.Equal(expected, Shell.Words(Fill(remedy, FactValue.Of((long)number))));
        }

        Assert.SkipWhen(!File.Exists("/bin/bash"), "bash is not installed: the words were counted, and not parsed by it");
        Assert.Equal("", Shipped.Run("/bin/bash", ["-n"], string.Concat(filled.Distinct().Select((c, i) => $"f{i}() {{\n:\n{c}\n}}\n"))));
    }

    [Fact]
    public void What_validates_is_one_word_for_bash_and_stays_what_it_was()
    {
        Assert.SkipWhen(!File.Exists("/bin/bash"), "bash is not installed");
        var words = Shipped.Remedies.SelectMany(r => r.Parameters).Select(p => p.Type).Distinct()
            .SelectMany(type => Hostile.Select(text => ParameterValue.Of(Of(type), Fact(FactValue.Of(text))))).OfType<string>().Distinct().ToList();
        Assert.InRange(words.Count, 8, 40);
        var counts = Shipped.Run("/bin/bash", ["-s"], "c() { echo \"$#\"; }\n" + string.Concat(words.Select(w => $"c {w}\n")));
        Assert.Equal(words.Select(_ => "1"), counts.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("; rm -rf /")]
    [InlineData("$(reboot)")]
    [InlineData("`reboot`")]
    [InlineData("a\nreboot")]
    [InlineData("a\u3000b")]
    [InlineData("--help")]
    [InlineData("a'b")]
    public void These_never_enter_a_command_at_all(string text) =>
        Assert.All(Shipped.Remedies.SelectMany(r => r.Parameters).Select(p => p.Type).Distinct(), type => Assert.Null(ParameterValue.Of(Of(type), Fact(FactValue.Of(text)))));

    private static string Fill(Remedy remedy, FactValue value) =>
        CommandBook.Fill(remedy.Command, remedy.Parameters.ToDictionary(p => p.Name, p => ParameterValue.Of(p, Fact(value)) ?? p.Placeholder));

    private static RemedyParameter Of(string type) => new("p", type, "oom.memcg", null, "P");

    private static Fact Fact(FactValue value) =>
        new(value.Text is null ? MemcgFacts.Limit : OomFacts.Memcg, null, value, new SourceSpan(0, 1, 1, 0, 1), 0);
}
