using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>The same reports as people mangle them: every fact is read back, whatever stands around its characters.</summary>
public sealed class DisguisedReportTests
{
    private static readonly Dictionary<string, Func<string, string>> Disguises = new(StringComparer.Ordinal)
    {
        ["quoted"] = text => Each(text, line => "> " + line),
        ["quoted twice"] = text => Each(text, line => "> > " + line),
        ["fenced"] = text => "It died:\n```text\n" + text + "```\nWhy?\n",
        ["indented"] = text => Each(text, line => "        " + line),
        ["windows"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["html"] = text => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
        ["coloured"] = text => Each(text, line => "\u001b[33m" + line + "\u001b[0m"),
        ["no-break"] = text => text.Replace(" ", "\u00a0", StringComparison.Ordinal),
        ["zero-width"] = text => Each(text, line => "\u200b" + line.Replace("]", "]\u200b", StringComparison.Ordinal)),
        ["numbered"] = text => Numbered(text, (n, line) => string.Create(CultureInfo.InvariantCulture, $"{n,4}  {line}")),
        ["grep"] = text => Numbered(text, (n, line) => string.Create(CultureInfo.InvariantCulture, $"{n}:{line}")),
        ["docker"] = text => Each(text, line => "{\"log\":" + JsonSerializer.Serialize(line + "\n") + ",\"stream\":\"stdout\",\"time\":\"2024-05-15T14:57:36Z\"}"),
        ["record"] = text => "{\"id\": 7, \"content\": " + JsonSerializer.Serialize("Saw this:\n" + text) + "}",
        ["cri"] = text => Each(text, line => "2024-05-15T14:57:36.877516+08:00 stdout F " + line),
        ["kmsg"] = text => Each(text, line => "<4>" + line),
    };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var fixture in Fixture.Names())
        {
            foreach (var disguise in Disguises.Keys)
                cases.Add(fixture.Data, disguise);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_disguised_report_yields_the_same_facts(string name, string disguise)
    {
        var fixture = Fixture.Of(name);
        var told = Fixture.Told(PasteReader.Read(Disguises[disguise](fixture.Log)));
        Assert.Equal(fixture.Facts.Select(f => f.ToString()).Order(StringComparer.Ordinal), told.Select(Unstamped(fixture)));
    }

    [Theory]
    [MemberData(nameof(Fixture.Names), MemberType = typeof(Fixture))]
    public void Other_numbers_are_read_back_too(string name)
    {
        var fixture = Fixture.Of(name);
        var random = new Random(11);
        for (var round = 0; round < 20; round++)
        {
            var pid = random.Next(2, 4_194_304).ToString(CultureInfo.InvariantCulture);
            var comm = new[] { "a", "x y", "1st (odd) one", "kworker/u16:3", "java" }[random.Next(5)];
            var log = Regex.Replace(fixture.Log, @"Killed process (\d+)(,? ?U?I?D? ?\d*,?) \([^\n]*?\)(?=[ ,\n])", m => $"Killed process {pid}{m.Groups[2].Value} ({comm})");
            var reading = PasteReader.Read(log);
            if (log == fixture.Log)
                continue;
            Assert.Equal(comm, reading.Facts.Text(MemHelpBot.Facts.OomFacts.Victim));
            Assert.Equal(pid, reading.Facts.Find(MemHelpBot.Facts.OomFacts.VictimPid)!.Value.Value.ToString());
        }
    }

    private static Func<string, string> Unstamped(Fixture fixture) => told => told.StartsWith("oom.time = ", StringComparison.Ordinal)
        ? "oom.time = " + fixture.Facts.First(f => f.Name == "oom.time").Value
        : told;

    private static string Each(string text, Func<string, string> line) => Numbered(text, (_, content) => line(content));

    private static string Numbered(string text, Func<int, string, string> line)
    {
        var result = new StringBuilder();
        var lines = text.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
            result.Append(line(i + 1, lines[i])).Append('\n');
        return result.ToString();
    }
}
