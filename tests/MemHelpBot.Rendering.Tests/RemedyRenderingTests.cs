using System.Text.Json;
using MemHelpBot.Answers.Model;

namespace MemHelpBot.Rendering.Tests;

/// <summary>What stands beside a command, and the text for the administrators, in every channel.</summary>
public sealed class RemedyRenderingTests
{
    private const string Note = "The size follows from the limit, 90,112 kB: × 1.25.";

    public static TheoryData<string> Channels => ["terminal", "markdown", "html"];

    [Theory]
    [InlineData("terminal", "until a restart")]
    [InlineData("markdown", "until a restart")]
    [InlineData("html", "until a restart")]
    [InlineData("terminal", "重启前有效", "zh")]
    [InlineData("markdown", "do restartu", "pl")]
    [InlineData("html", "na stałe", "pl", "permanent")]
    [InlineData("terminal", "a single act", "en", "once")]
    [InlineData("html", "仅对本次程序或作业有效", "zh", "process")]
    public void A_change_says_how_long_it_lasts(string channel, string words, string language = "en", string lasts = "reboot") =>
        Assert.Contains(words, Show(channel, Answer(language, lasts)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_warning_stands_beside_its_command(string channel)
    {
        var shown = Show(channel, Answer());
        Assert.Contains("Warning:", shown, StringComparison.Ordinal);
        Assert.True(shown.IndexOf("It can stall.", StringComparison.Ordinal) > shown.IndexOf("compact_memory", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_note_is_said_beside_the_first_command_that_has_it(string channel) =>
        Assert.Equal(2, Plain(Show(channel, Answer())).Split(Plain(Note)).Length);

    [Theory]
    [MemberData(nameof(Channels))]
    public void The_letter_stands_as_it_is_sent(string channel)
    {
        var shown = Show(channel, Answer());
        Assert.Contains("Text for your administrators", shown, StringComparison.Ordinal);
        Assert.Contains("    sysctl -w vm.x=1", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", channel == "html" ? shown : "", StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31m", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fence_in_the_letter_does_not_end_its_block()
    {
        var shown = MarkdownText.Of(Answer());
        Assert.Contains("````text\nHello ```", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_what_the_contract_names()
    {
        using var json = JsonDocument.Parse(AnswerJson.Of(Answer()));
        var action = json.RootElement.GetProperty("actions")[1];
        Assert.Equal("It can stall.", action.GetProperty("warning").GetString());
        Assert.Equal("reboot", action.GetProperty("lasts").GetString());
        Assert.Equal("vm.rst", action.GetProperty("documented_in").GetString());
        Assert.Equal(Note, action.GetProperty("notes")[0].GetProperty("text").GetString());
        Assert.False(json.RootElement.GetProperty("actions")[0].TryGetProperty("warning", out _));
        var letter = json.RootElement.GetProperty("letter");
        Assert.StartsWith("Hello", letter.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("compact-memory", letter.GetProperty("actions")[0].GetString());
        using var without = JsonDocument.Parse(AnswerJson.Of(Making.Answers.Whole()));
        Assert.False(without.RootElement.TryGetProperty("letter", out _));
    }

    private static Answer Answer(string language = "en", string lasts = "reboot")
    {
        var whole = Making.Answers.Whole(language);
        var change = whole.Actions[1] with { Lasts = lasts, Warning = "It can stall.", Source = "vm.rst", Notes = [new Claim(Note, ["L5"])] };
        return whole with
        {
            Actions = [whole.Actions[0], change, change with { Id = "again", Command = "echo 2" }],
            Letter = new AnswerLetter("Text for your administrators", "Hello ```<script>\u001b[31m\n\n    sysctl -w vm.x=1\nThanks.", [new Claim("Hello", ["L5"])], [change]),
        };
    }

    private static string Show(string channel, Answer answer) => channel switch
    {
        "terminal" => TerminalText.Of(answer, TerminalStyle.Plain),
        "markdown" => MarkdownText.Of(answer),
        _ => HtmlReport.Of(answer, ["a\nb"]),
    };

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\\'));
}
