using System.Runtime.CompilerServices;
using System.Text;
using MemHelpBot.Answers.Models;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Evaluation;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Store;
using MemHelpBot.Models.OpenAI;
using MemHelpBot.Models.OpenAI.Checking;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Cli;

/// <summary>The models of a site: for answers, for their check, for their measure.</summary>
internal static class ModelErrands
{
    private static string Prompts => Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>Where the language model is asked; null when none is set.</summary>
    /// <exception cref="WrongCallException">A setting cannot be meant.</exception>
    public static ModelDesk? Desk(Places places, Action<ModelOutcome>? told = null) => Meant(() => ConfiguredModels.Desk(places.Setting, Prompts, null, told));

    /// <summary>The store that asks the embedding model; null when none is set. The usual one stands in for it.</summary>
    /// <exception cref="WrongCallException">A setting cannot be meant.</exception>
    public static ICaseStore? Slower(Places places, OpenCorpus open, ICaseStore store)
    {
        if (Meant(() => ConfiguredModels.Embeddings(places.Setting)) is not { } embeddings)
            return null;
        var other = open.With(embeddings);
        return new StandInCaseStore(other.Store, store, async cancellation => await other.Generation.IdentityAsync(cancellation), TimeProvider.System);
    }

    /// <summary>Tests what is set.</summary>
    /// <exception cref="WrongCallException">A setting cannot be meant.</exception>
    public static async IAsyncEnumerable<CheckedModel> CheckAsync(Places places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var section in (string[])[ModelSettings.Chat, ModelSettings.Embeddings])
        {
            if (Meant(() => ModelSettingsReader.Read(section, places.Setting)) is not { } settings)
                continue;
            await foreach (var step in ModelCheck.RunAsync(settings, PromptBook.Open(Prompts), cancellationToken))
                yield return new CheckedModel(section, step);
        }
    }

    /// <summary>Measures answers and writes the report.</summary>
    public static async ValueTask<Outcome> EvaluateAsync(AnswersEvaluation asked, Func<OpenCorpus> corpus, CancellationToken cancellationToken)
    {
        try
        {
            var cases = AnswerCase.Read(asked.Cases, file => TextDecoder.Decode(File.ReadAllBytes(file)).Text);
            if (cases.Count == 0)
                throw new WrongCallException($"there is no label.json below {asked.Cases}");
            var open = corpus();
            var store = StoreErrands.StoreOf(open, asked.Places);
            var settings = asked.Model ? Meant(() => ModelSettingsReader.Read(ModelSettings.Chat, asked.Places.Setting)) : null;
            AnswerEvaluation? evaluation = null;
            var desk = asked.Model ? Desk(asked.Places, o => evaluation!.Note(o)) : null;
            evaluation = new AnswerEvaluation(open.Corpus, new MemHelpAssistant(open.Corpus, store, null, desk, asked.Model ? Slower(asked.Places, open, store) : null), TimeProvider.System);
            var report = (await evaluation.RunAsync(cases, null, cancellationToken)).Report(settings?.Name, settings?.InputPrice, settings?.OutputPrice);
            if (asked.Report is not { } file)
                return new Outcome([report.TrimEnd()], []);
            await File.WriteAllTextAsync(file, report, new UTF8Encoding(false), cancellationToken);
            return new Outcome([$"{cases.Count} cases, written: {file}"], []);
        }
        catch (Exception e) when (e is InvalidDataException or UnauthorizedAccessException or IOException)
        {
            throw new WrongCallException(e.Message, e);
        }
    }

    private static T Meant<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BadModelSettingException bad)
        {
            throw new WrongCallException(bad.Message, bad);
        }
    }
}
