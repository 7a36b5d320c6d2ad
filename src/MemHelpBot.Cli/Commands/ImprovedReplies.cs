using MemHelpBot.Assistant;

namespace MemHelpBot.Cli.Commands;

/// <summary>When a language model's wording is waited for, and when it comes after an answer that is shown already.</summary>
/// <param name="assistant">Answers.</param>
/// <param name="told">One of <see cref="Auto"/>, <see cref="Plain"/>, <see cref="Model"/>.</param>
/// <param name="watched">Whether a person watches the text as it is written.</param>
internal sealed class ImprovedReplies(IAssistant assistant, string told, bool watched)
{
    /// <summary>The answer at once, and the model's wording after it where a person watches.</summary>
    public const string Auto = "auto";

    /// <summary>No model is asked.</summary>
    public const string Plain = "plain";

    /// <summary>The model's wording, waited for.</summary>
    public const string Model = "model";

    /// <summary>The reply to show first.</summary>
    public async ValueTask<Reply> FirstAsync(Reply reply, CancellationToken cancellationToken) =>
        told == Model ? await assistant.ImproveAsync(reply, cancellationToken) ?? reply : reply;

    /// <summary>The reply to show after it; null for none.</summary>
    public async ValueTask<Reply?> ThenAsync(Reply reply, CancellationToken cancellationToken) =>
        told == Auto && watched && assistant.CanImprove ? await assistant.ImproveAsync(reply, cancellationToken) : null;
}
