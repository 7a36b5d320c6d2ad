namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>Which message shows which of the newest answers of this process: what better words are put into. Thread-safe.</summary>
internal sealed class SlackShown
{
    private readonly Newest<(string Ts, bool HasFile)> messages = new(1000);

    /// <summary>An answer was shown.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="ts">The message; empty when Slack did not say.</param>
    /// <param name="hasFile">Whether the whole answer stands beside it as a file.</param>
    public void Add(string answerId, string ts, bool hasFile)
    {
        if (ts.Length > 0)
            messages.Add(answerId, (ts, hasFile));
    }

    /// <summary>The message of an answer, once; null when it is not known.</summary>
    public (string Ts, bool HasFile)? Take(string answerId) => messages.Take(answerId);
}
