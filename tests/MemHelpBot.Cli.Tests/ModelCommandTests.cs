using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

/// <summary>Settings of a model on the command line: half set they stop a run with one line, and the check says what is wrong.</summary>
public sealed class ModelCommandTests
{
    [Theory]
    [InlineData("Model:Endpoint: is missing while Model:Name is set", "Model__Name=m")]
    [InlineData("Model:Name: is missing while Model:Endpoint is set", "Model__Endpoint=http://localhost:11434/v1")]
    [InlineData("Model:ApiKey: is missing", "Model__Endpoint=https://api.openai.com/v1", "Model__Name=m")]
    [InlineData("Embedding:Endpoint: is missing while Embedding:Name is set", "Embedding__Name=m")]
    [InlineData("over plain http to another machine", "Model__Endpoint=http://gpu.example.org/v1", "Model__Name=m", "Model__ApiKey=k-secret")]
    public async Task Half_a_model_stops_every_command_that_would_ask_it_with_one_line(string expected, params string[] settings)
    {
        foreach (var command in (string[][])[["models", "check"], ["ask", "why was my job killed?", "--corpus", Path.Combine(AppContext.BaseDirectory, "corpus")]])
        {
            using var run = WithSettings(settings);
            Assert.Equal(2, await run.OfAsync(command));
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
            Assert.Equal(1, run.Error.Count(c => c == '\n'));
            Assert.DoesNotContain("k-secret", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
        }
    }

    [Fact]
    public async Task Without_a_model_the_check_says_that_none_is_needed()
    {
        using var run = WithSettings([]);
        Assert.Equal(0, await run.OfAsync("models", "check"));
        Assert.StartsWith("no model is set, and none is needed.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_fails_the_check_at_that_step()
    {
        using var run = WithSettings(["Model__Endpoint=http://127.0.0.1:1/v1", "Model__Name=m", "Embedding__Endpoint=http://127.0.0.1:1/v1", "Embedding__Name=e"]);
        Assert.Equal(1, await run.OfAsync("models", "check"));
        Assert.Contains("ok   Model · settings: m at http://127.0.0.1:1/v1/", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL Model · connection: port 1: nobody listens there", run.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL Embedding · connection: port 1: nobody listens there", run.Output, StringComparison.Ordinal);
    }

    private static Run WithSettings(string[] settings)
    {
        var run = new Run { Parts = Composition.Shipped };
        foreach (var setting in settings)
            run.Variables["MEMHELP_" + setting.Split('=', 2)[0]] = setting.Split('=', 2)[1];
        return run;
    }
}
