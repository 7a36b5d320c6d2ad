using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Finds which of some sentences speak of what a question asks: those that hold most of its telling words, in any of the languages they are written in.
/// A word tells the more, the fewer sentences hold it (inverse document frequency, Spärck Jones 1972). Safe for use by several threads at once.
/// </summary>
public sealed class SentenceIndex
{
    /// <summary>What a word of the question counts that no sentence holds, against the rarest that one does: it may be a name, or the very thing asked for.</summary>
    private const double Unknown = 0.5;

    private readonly ConceptLexicon concepts;
    private readonly Dictionary<string, List<int>> holders = new(StringComparer.Ordinal);
    private readonly double[] weights;

    /// <summary>Reads the sentences.</summary>
    /// <param name="sentences">Each in all its languages: the text, and the language for its endings (en, zh, pl).</param>
    /// <param name="lexicon">Words of several languages for one thing.</param>
    public SentenceIndex(IReadOnlyList<IReadOnlyList<(string Text, string Lang)>> sentences, IReadOnlyList<Concept> lexicon)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        concepts = ConceptLexicon.Of(lexicon);
        var analyzer = new TextAnalyzer(concepts);
        weights = new double[sentences.Count];
        for (var i = 0; i < sentences.Count; i++)
        {
            var terms = new TermCounts();
            foreach (var (text, lang) in sentences[i])
                analyzer.Analyze(text, lang, terms);
            foreach (var term in terms.Terms)
            {
                if (!holders.TryGetValue(term, out var list))
                    holders.Add(term, list = []);
                list.Add(i);
            }
        }

        foreach (var (_, list) in holders)
        {
            foreach (var i in list)
                weights[i] += Telling(list.Count);
        }
    }

    /// <summary>The sentences that hold words of the question, best first.</summary>
    /// <param name="question">The question, in any language.</param>
    public IReadOnlyList<SentenceHit> Find(string question)
    {
        var found = new Dictionary<int, double>();
        var all = 0.0;
        foreach (var (term, weight) in QueryAnalysis.Weigh(question, concepts))
        {
            if (!holders.TryGetValue(term, out var list))
            {
                all += term[0] == ConceptLexicon.Mark ? 0 : weight * Unknown * Telling(1);
                continue;
            }

            var telling = weight * Telling(list.Count);
            all += telling;
            foreach (var i in list)
                found[i] = found.GetValueOrDefault(i) + telling;
        }

        return [.. found.Select(f => new SentenceHit(f.Key, f.Value / all, Math.Min(1, f.Value / weights[f.Key]))).OrderByDescending(h => h.Both).ThenBy(h => h.Sentence)];
    }

    private double Telling(int sentences) => Math.Log(1 + ((double)weights.Length / sentences));
}

/// <summary>A sentence that holds words of a question.</summary>
/// <param name="Sentence">Its number.</param>
/// <param name="OfQuestion">The share of the question's weight that it holds, above 0 to 1.</param>
/// <param name="OfSentence">The share of its own weight that the question holds, above 0 to 1.</param>
public readonly record struct SentenceHit(int Sentence, double OfQuestion, double OfSentence)
{
    /// <summary>Both shares in one, their harmonic mean.</summary>
    public double Both => 2 * OfQuestion * OfSentence / (OfQuestion + OfSentence);
}
