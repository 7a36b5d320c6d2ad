using System.Buffers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Qdrant;
using MemHelpBot.Cases.Store;
using MemHelpBot.Models.OpenAI;
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
        var desk = ConfiguredModels.Desk(settings.Models, Path.Combine(AppContext.BaseDirectory, "prompts"), settings.State.Masks, TellOutcome);
        return Task.FromResult(new OpenedProduct(
            new MemHelpAssistant(open.Corpus, store, TellViolation, desk, SlowerOf(open, store, settings)), [.. settings.Store.Warnings, .. open.Problems.Select(p => p.ToString())], () => store.Trouble));
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

    // The vectors of a model are made beside those that are there; until they are, and whenever the model is away, the usual store answers.
    private static StandInCaseStore? SlowerOf(OpenCorpus open, ICaseStore store, HostSettings settings)
    {
        if (ConfiguredModels.Embeddings(settings.Models, settings.State.Masks) is not { } embeddings)
            return null;
        var other = open.With(embeddings);
        var slower = new StandInCaseStore(other.Store, store, async cancellation => await other.Generation.IdentityAsync(cancellation).ConfigureAwait(false), TimeProvider.System);
        _ = slower.StartWithCopyAsync("The vectors of the embedding model are being made.");
        return slower;
    }

    /// <summary>A model that gave nothing of use: the operator learns why, never a text.</summary>
    private static void TellOutcome(ModelOutcome outcome)
    {
        if (outcome.Outcome == ModelOutcome.SentencesRefused)
            Console.Error.WriteLine($"MemHelpBot did not show sentences of the model ({outcome.Prompt} {outcome.Version}): {outcome.Reason}");
        else if (outcome.Outcome != "ok")
            Console.Error.WriteLine($"MemHelpBot asked the model ({outcome.Prompt} {outcome.Version}) and the deterministic answer stands: {outcome.Reason} ({outcome.Elapsed.TotalSeconds:0.0} s)");
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
