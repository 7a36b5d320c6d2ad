using System.Text.Json;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class DiagnoseTests
{
    [Fact]
    public async Task A_file_is_answered_as_text()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", run.File("a.log", "one\ntwo\n"), "--role", "root", "--lang", "pl"));
        Assert.Equal("You sent: one/two. [L1]\n", run.Output);
        Assert.Equal("", run.Error);
        var turn = Assert.Single(run.Echo.Turns).Turn;
        Assert.Equal(("one\ntwo\n", "pl", "root"), (turn.Text, turn.Language, turn.Role));
    }

    [Fact]
    public async Task Standard_input_is_read_when_no_file_is_named_or_when_it_is_called_dash()
    {
        using var run = new Run { Input = "piped" };
        Assert.Equal(0, await run.WithCorpusAsync("diagnose"));
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", "-"));
        Assert.Equal("You sent: piped. [L1]\nYou sent: piped. [L1]\n", run.Output);
    }

    [Fact]
    public async Task A_person_at_a_terminal_who_names_nothing_is_told_what_to_do()
    {
        using var run = new Run { InputIsTerminal = true };
        await Refused(run, "memhelp: nothing to read: name a FILE, or pipe the log in (dmesg | memhelp diagnose); see memhelp diagnose --help\n", "diagnose");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_before_anything_is_printed()
    {
        using var run = new Run();
        var absent = run.PathOf("absent.log");
        await Refused(run, $"memhelp: cannot read {absent}: there is no such file; check the path\n", "diagnose", "--format", "jsonl", run.File("a.log", "x"), absent);
        Assert.Empty(run.Echo.Turns);
    }

    [Fact]
    public async Task A_directory_is_refused()
    {
        using var run = new Run();
        await Refused(run, $"memhelp: cannot read {run.PathOf("")}: it is a directory; name the files in it\n", "diagnose", run.PathOf(""));
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_with_the_limit_named()
    {
        using var run = new Run();
        var big = run.File("big.log", "");
        using (var file = new FileStream(big, FileMode.Open))
            file.SetLength(InputFiles.MaxBytes + 1);
        await Refused(run, $"memhelp: {big} is larger than 64 MiB, the most that is read: cut it to the lines around the incident, e.g. grep -n -A200 'invoked oom-killer'\n", "diagnose", big);
    }

    [Fact]
    public async Task A_stream_beyond_the_limit_is_refused_without_being_read_to_its_end()
    {
        using var run = new Run { InputIsTerminal = false };
        using var endless = new EndlessStream();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(["diagnose", "--corpus", run.PathOf("")], run.Parts, new Surroundings(endless, output, error, false, false, 0, _ => null, TimeProvider.System));
        Assert.Equal(2, status);
        Assert.StartsWith("memhelp: standard input is larger than 64 MiB", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public async Task Several_files_give_one_JSON_line_each_in_the_order_given()
    {
        using var run = new Run();
        var (one, two) = (run.File("b.log", "b"), run.File("a.log", "a"));
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", "--format", "jsonl", one, two));
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal([one, two], lines.Select(l => l.GetProperty("file").GetString()));
        Assert.Equal(["You sent: b. [L1]\n", "You sent: a. [L1]\n"], lines.Select(l => l.GetProperty("answer").GetProperty("text").GetString()));
        Assert.NotSame(run.Echo.Turns[0].Conversation, run.Echo.Turns[1].Conversation);
    }

    [Fact]
    public async Task One_file_gives_JSON_without_its_name()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", "--format", "json", run.File("a.log", "a")));
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((1, false), (json.GetProperty("schema").GetInt32(), json.TryGetProperty("file", out _)));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    public async Task Several_files_do_not_fit_a_form_that_holds_one_answer(string format)
    {
        using var run = new Run();
        await Refused(run, $"memhelp: --format {format} writes one answer and 2 files are named: use --format jsonl for one answer a line, or name one file\n", "diagnose", "--format", format, run.File("a", "a"), run.File("b", "b"));
    }

    [Fact]
    public async Task Several_files_as_text_stand_under_their_names()
    {
        using var run = new Run();
        var (one, two) = (run.File("a", "x"), run.File("b", "y"));
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", one, two));
        Assert.Equal($"==> {one} <==\n\nYou sent: x. [L1]\n\n==> {two} <==\n\nYou sent: y. [L1]\n", run.Output);
    }

    [Fact]
    public async Task A_report_goes_to_the_file_that_is_named_and_nothing_to_standard_output()
    {
        using var run = new Run();
        var report = run.PathOf("r.html");
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", run.File("a.log", "<b>pasted"), "--format", "html", "--output", report));
        Assert.Equal("", run.Output);
        var html = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<td>&lt;b&gt;pasted</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_file_that_cannot_be_written_is_named()
    {
        using var run = new Run();
        var path = Path.Combine(run.PathOf("no"), "r.html");
        await Refused(run, $"memhelp: cannot write {path}: its directory does not exist; name another file with --output\n", "diagnose", run.File("a.log", "x"), "-o", path);
    }

    [Fact]
    public async Task What_decoding_had_to_say_is_a_warning_of_the_answer()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("diagnose"));
        Assert.Equal("You sent: . [L1]\n\nPlease note\n  ! The message is empty.\n", run.Output);
    }

    [Theory]
    [InlineData("auto", true, null, true)]
    [InlineData("auto", true, "1", false)]
    [InlineData("auto", true, "", true)]
    [InlineData("auto", false, null, false)]
    [InlineData("always", false, "1", true)]
    [InlineData("never", true, null, false)]
    public async Task Colour_follows_option_terminal_and_NO_COLOR(string when, bool terminal, string? noColor, bool colored)
    {
        using var run = new Run { OutputIsTerminal = terminal };
        if (noColor is not null)
            run.Variables["NO_COLOR"] = noColor;
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", run.File("a", "x"), "--color", when));
        Assert.Equal(colored, run.Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_corpus_that_is_not_there_is_named()
    {
        using var run = new Run();
        Assert.Equal(2, await run.OfAsync("diagnose", run.File("a", "x"), "--corpus", "/nonexistent/corpus"));
        Assert.Equal(("", "memhelp: there is no corpus in /nonexistent/corpus: name one with --corpus DIR\n"), (run.Output, run.Error));
    }

    [Fact]
    public async Task Problems_of_the_corpus_go_to_standard_error_and_the_answer_is_made()
    {
        using var run = new Run { Problems = ["notes/a.md:3: warning: too long. Shorten it."] };
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", run.File("a", "x")));
        Assert.Equal(("You sent: x. [L1]\n", "memhelp: notes/a.md:3: warning: too long. Shorten it.\n"), (run.Output, run.Error));
    }

    private static async Task Refused(Run run, string error, params string[] args)
    {
        Assert.Equal(2, await run.WithCorpusAsync(args));
        Assert.Equal(("", error), (run.Output, run.Error));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            return buffer.Length;
        }
    }
}
