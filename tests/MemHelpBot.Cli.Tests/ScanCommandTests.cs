using System.Text.Json;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class ScanCommandTests
{
    private const string Kill = "Nov  3 04:17:02 web-7 kernel: Out of memory: Killed process 77 (=cmd|a) total-vm:2048kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB\n";

    [Fact]
    public async Task An_incident_is_one_json_line_with_its_place_time_host_facts_and_causes()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan", "--format", "jsonl", run.File("a.log", "nothing\n" + Kill)));
        using var json = JsonDocument.Parse(Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        var root = json.RootElement;
        Assert.Equal((2, 2, 8), (root.GetProperty("first_line").GetInt32(), root.GetProperty("last_line").GetInt32(), root.GetProperty("start_byte").GetInt32()));
        Assert.Equal(("web-7", "kernel-kill-line", "Nov  3 04:17:02"), (root.GetProperty("host").GetString(), root.GetProperty("kind").GetString(), root.GetProperty("time").GetString()));
        Assert.EndsWith("-11-03T04:17:02", root.GetProperty("time_iso").GetString(), StringComparison.Ordinal);
        var fact = root.GetProperty("facts").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "oom.victim_anon_rss_kb");
        Assert.Equal((1024, 2), (fact.GetProperty("value").GetInt32(), fact.GetProperty("lines")[0].GetInt32()));
        Assert.NotEqual(0, root.GetProperty("causes").GetArrayLength());
    }

    [Fact]
    public async Task A_pipe_is_scanned_and_text_tells_groups_and_each_incident()
    {
        using var run = Shipped();
        run.Input = Kill + Kill.Replace("77", "78", StringComparison.Ordinal).Replace("web-7", "web-8", StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan"));
        Assert.StartsWith("2 memory incidents in 1 file (2 lines, 0 KiB)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 × OOM kill of =cmd|a", run.Output, StringComparison.Ordinal);
        Assert.Contains("on web-7, web-8; typically 1.0 MiB anonymous memory", run.Output, StringComparison.Ordinal);
        Assert.Contains("-:2\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task The_json_object_holds_incidents_groups_and_summary()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan", "--format", "json", run.File("a.log", Kill), run.File("b.log", "nothing\n")));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal((1, 1), (json.RootElement.GetProperty("incidents").GetArrayLength(), json.RootElement.GetProperty("groups")[0].GetProperty("count").GetInt32()));
        Assert.Equal((2, 2), (json.RootElement.GetProperty("summary").GetProperty("files").GetInt32(), json.RootElement.GetProperty("summary").GetProperty("lines").GetInt32()));
        using var none = Shipped();
        Assert.Equal(ExitCode.Done, await none.OfAsync("scan", "--format", "json", none.File("b.log", "nothing\n")));
        using var empty = JsonDocument.Parse(none.Output);
        Assert.Equal(0, empty.RootElement.GetProperty("incidents").GetArrayLength());
    }

    [Fact]
    public async Task A_name_that_a_spreadsheet_would_run_is_defused_in_csv()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan", "--format", "csv", run.File("a.log", Kill)));
        var rows = run.Output.Split("\r\n");
        Assert.Equal(rows[0].Split(',').Length, rows[1].Split(',').Length);
        Assert.Contains(",'=cmd|a,77,1024,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_holds_no_markup_of_the_log_and_loads_nothing()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan", "--format", "html", run.File("a.log", Kill.Replace("=cmd|a", "<script>x", StringComparison.Ordinal))));
        Assert.Contains("&lt;script&gt;x", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_the_rest_is_done_and_the_status_tells()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Incomplete, await run.OfAsync("scan", run.PathOf("nowhere.log"), run.File("a.log", Kill)));
        Assert.Contains("nowhere.log: there is no such file", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("1 memory incident in 1 file", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, ExitCode.Found)]
    [InlineData(false, ExitCode.Done)]
    public async Task A_script_can_ask_to_be_told_of_a_find_by_the_status(bool found, int status)
    {
        using var run = Shipped();
        Assert.Equal(status, await run.OfAsync("scan", "--fail-if-found", run.File("a.log", found ? Kill : "nothing\n")));
    }

    [Fact]
    public async Task A_window_that_holds_nothing_leaves_everything_out_and_says_so()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan", "--until", "2001-01-01", run.File("a.log", Kill)));
        Assert.StartsWith("0 memory incidents", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 incident outside the time asked for left out", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since", "soon")]
    [InlineData("--format", "xml")]
    public async Task A_wrong_call_is_told_with_what_would_be_right(string option, string value)
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.WrongCall, await run.OfAsync("scan", option, value, run.File("a.log", Kill)));
        Assert.StartsWith("memhelp: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task With_nothing_named_and_nobody_piping_the_call_is_wrong()
    {
        using var run = Shipped();
        run.InputIsTerminal = true;
        Assert.Equal(ExitCode.WrongCall, await run.OfAsync("scan"));
    }

    [Fact]
    public async Task The_literals_are_printed_one_a_line()
    {
        using var run = Shipped();
        Assert.Equal(ExitCode.Done, await run.OfAsync("scan", "--list-literals"));
        Assert.Equal(Scanning.Search.IncidentLiterals.All, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Run Shipped()
    {
        var run = new Run();
        run.Parts = run.Parts with { Judge = Composition.Shipped.Judge };
        return run;
    }
}
