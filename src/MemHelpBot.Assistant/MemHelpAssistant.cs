using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant;

/// <summary>The product behind <see cref="IAssistant"/>: reads, diagnoses, retrieves, composes, verifies. Thread-safe.</summary>
/// <param name="corpus">What is said and cited.</param>
/// <param name="store">Where documents are found.</param>
public sealed class MemHelpAssistant(Corpus corpus, ICaseStore store) : IAssistant
{
    /// <inheritdoc/>
    public ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"{corpus} {store}");
}
