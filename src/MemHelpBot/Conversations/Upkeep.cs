using System.Diagnostics.CodeAnalysis;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Conversations;

/// <summary>
/// Beside the requests: at start it answers what a crash left unanswered, so that who asks again gets the answer at once; then, every hour, it removes
/// conversations past their age.
/// </summary>
internal sealed partial class Upkeep(ConversationDesk desk, AssistantLoading loading, HostSettings settings, TimeProvider clock, ILogger<Upkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "Upkeep that fails is told and tried again; requests go on.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, clock);
        var first = true;
        do
        {
            try
            {
                if (first)
                    await ResumeAsync(stoppingToken).ConfigureAwait(false);
                first = false;
                await desk.ExpireAsync(StateStores.Age(settings), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailure(logger, e.GetType().FullName ?? "?");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>A web client has no address to send to: it asks again, with the same id, and finds the answer.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "One turn that fails must not keep the others from being resumed.")]
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var assistant = (await loading.OpenedAsync(cancellationToken).ConfigureAwait(false)).Assistant;
        foreach (var (key, message) in await desk.UnfinishedAsync(WebConversations.Channel, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await desk.AnswerAsync(assistant, key, message, cancellationToken).ConfigureAwait(false) is not null)
                    await desk.SentAsync(key, message, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTurn(logger, e.GetType().FullName ?? "?");
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A message that a crash left unanswered could not be answered at start: {Type}; it is tried again when its client asks")]
    private static partial void LogTurn(ILogger logger, string type);

    [LoggerMessage(LogLevel.Error, "Upkeep of conversations failed: {Type}; it is tried again in an hour")]
    private static partial void LogFailure(ILogger logger, string type);
}
