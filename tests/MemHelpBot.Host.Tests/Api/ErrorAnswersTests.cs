using MemHelpBot.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Host.Tests.Api;

public sealed class ErrorAnswersTests
{
    [Fact]
    public async Task A_failure_is_logged_by_type_and_place_and_without_its_message()
    {
        var log = new Recorder();
        await using var services = new ServiceCollection().AddLogging(b => b.AddProvider(log)).BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        await ErrorAnswers.ContainAsync(context, _ => throw new InvalidOperationException("node17 password=hunter2"));
        Assert.Equal(500, context.Response.StatusCode);
        var line = Assert.Single(log.Lines);
        Assert.Contains("System.InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains(nameof(ErrorAnswersTests), line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
