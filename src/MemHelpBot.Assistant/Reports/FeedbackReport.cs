using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Reports;

/// <summary>What people said of answers: in all, by cause, and one by one with what each answer stood on.</summary>
/// <param name="Answers">Answers given.</param>
/// <param name="Helpful">How many were said to help.</param>
/// <param name="NotHelpful">How many were said not to.</param>
/// <param name="Causes">By primary cause, most complaints first.</param>
/// <param name="Entries">The words on each answer, newest first.</param>
public sealed record FeedbackReport(int Answers, int Helpful, int NotHelpful, IReadOnlyList<FeedbackOfCause> Causes, IReadOnlyList<FeedbackEntry> Entries)
{
    /// <summary>The report on some conversations.</summary>
    public static FeedbackReport Of(IEnumerable<ConversationRecord> records)
    {
        var answers = 0;
        var entries = new List<FeedbackEntry>();
        foreach (var record in records)
        {
            var given = record.Events.OfType<Answered>().ToList();
            answers += given.Count;
            entries.AddRange(record.Ratings.Join(given, r => r.Answer, a => a.Id, (r, a) => new FeedbackEntry(record.Key.Channel, record.Key.Id, a.Id, r.At, r.Helpful, r.Reason, a.Evidence)));
        }

        var causes = entries.GroupBy(e => e.Evidence.Causes is [var primary, ..] ? primary.Id : "none", StringComparer.Ordinal)
            .Select(g => new FeedbackOfCause(g.Key, g.Count(e => e.Helpful), g.Count(e => !e.Helpful)))
            .OrderByDescending(c => c.NotHelpful).ThenBy(c => c.Cause, StringComparer.Ordinal);
        return new FeedbackReport(answers, entries.Count(e => e.Helpful), entries.Count(e => !e.Helpful), [.. causes], [.. entries.OrderByDescending(e => e.At).ThenBy(e => e.Answer, StringComparer.Ordinal)]);
    }
}

/// <summary>Feedback on answers with one primary cause.</summary>
public sealed record FeedbackOfCause(string Cause, int Helpful, int NotHelpful);

/// <summary>One person's word on one answer.</summary>
public sealed record FeedbackEntry(string Channel, string Conversation, string Answer, DateTimeOffset At, bool Helpful, string? Reason, AnswerEvidence Evidence);
