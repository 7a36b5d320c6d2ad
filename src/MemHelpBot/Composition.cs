using System.Buffers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Qdrant;
using MemHelpBot.Parsing.Text;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Pictures;

namespace MemHelpBot;

/// <summary>The one place of the host that picks implementations.</summary>
internal sealed class Composition : IProduct
{
    /// <inheritdoc/>
    public Task<OpenedProduct> OpenAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        var open = OpenCorpus.Open(settings.Corpus, settings.Data, settings.Cache, cancellationToken);
        var store = StoreOf(open, settings.Store);
        return Task.FromResult(new OpenedProduct(
            new MemHelpAssistant(open.Corpus, store, TellViolation), [.. settings.Store.Warnings, .. open.Problems.Select(p => p.ToString())], () => store.Trouble));
    }

    // The copy answers until the server is reached and up to date; nobody waits for it.
    private static ICaseStore StoreOf(OpenCorpus open, StoreSettings settings)
    {
        if (settings.Qdrant is not { } qdrant)
            return open.Store;
        var store = QdrantCaseStores.Over(open, new QdrantIndex(qdrant), settings.Publishes, TimeProvider.System);
        _ = store.StartWithCopyAsync("Qdrant is being reached and brought up to date.");
        return store;
    }

    /// <summary>A sentence of ours that broke a rule was taken out of an answer: the operator learns which rule, never the text.</summary>
    private static void TellViolation(Violation violation) => Console.Error.WriteLine($"MemHelpBot took a sentence out of an answer: it breaks rule {violation.Rule} of docs/answer.md.");

    /// <inheritdoc/>
    public DecodedText Decode(byte[] bytes) => TextDecoder.Decode(bytes);

    /// <inheritdoc/>
    public void WriteAnswer(IBufferWriter<byte> into, Answer answer) => AnswerJson.Write(into, answer, indented: false);

    /// <inheritdoc/>
    public IReadOnlyList<PagePicture> Pictures(Answer answer) => [.. Picture.All(answer).Select(p => new PagePicture(p.Id, p.Title, p.Svg))];

    /// <inheritdoc/>
    public string PictureStyle => PictureStyles.Css;

    /// <inheritdoc/>
    public string Report(Answer answer, IReadOnlyList<string> messages) => HtmlReport.Of(answer, messages);
}
