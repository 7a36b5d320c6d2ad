using System.Buffers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Assistant;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot;

/// <summary>
/// What the host needs of the product, and nothing else. <see cref="Composition"/> is the one place that picks the parts
/// behind it; tests put their own in its place.
/// </summary>
internal interface IProduct
{
    /// <summary>Opens the corpus and makes the assistant. Called once, while the server starts; requests wait for it.</summary>
    Task<OpenedProduct> OpenAsync(HostSettings settings, CancellationToken cancellationToken);

    /// <summary>Bytes of a body or a file as text, with what has to be said about them.</summary>
    DecodedText Decode(byte[] bytes);

    /// <summary>Writes the answer object of <c>docs/answer.md</c> as one JSON value in UTF-8.</summary>
    void WriteAnswer(IBufferWriter<byte> into, Answer answer);

    /// <summary>The pictures of an answer, in the order to show them.</summary>
    IReadOnlyList<PagePicture> Pictures(Answer answer);

    /// <summary>The stylesheet that <see cref="Pictures"/> are drawn for, light and dark.</summary>
    string PictureStyle { get; }

    /// <summary>A report in one HTML file that needs nothing else.</summary>
    /// <param name="answer">The newest full answer of the conversation.</param>
    /// <param name="messages">What the person sent, one a turn, as it was read.</param>
    string Report(Answer answer, IReadOnlyList<string> messages);
}

/// <summary>The assistant, ready to answer.</summary>
/// <param name="Assistant">Answers turns; thread-safe.</param>
/// <param name="Problems">Warnings about the corpus, one line each: none of them makes answers wrong.</param>
/// <param name="StoreTrouble">What is wrong with the store of cases at this moment, in one sentence; null when nothing is.</param>
internal sealed record OpenedProduct(IAssistant Assistant, IReadOnlyList<string> Problems, Func<string?>? StoreTrouble = null);

/// <summary>A picture drawn from facts.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Title">Its title in the answer's language.</param>
/// <param name="Svg">One SVG element, without scripts and inline styles: the page's policy forbids both.</param>
internal sealed record PagePicture(string Id, string Title, string Svg);
