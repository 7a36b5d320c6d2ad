using System.Text;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Builds a <see cref="LexicalIndex"/> from documents, which have to be sorted by id.</summary>
internal sealed class LexicalIndexBuilder : ITermSink
{
    private readonly TextAnalyzer analyzer;
    private readonly Dictionary<string, int> terms = new(StringComparer.Ordinal);
    private readonly List<List<(int Unit, float Weight)>> postings = [];
    private readonly Dictionary<int, float> unit = [];
    private readonly List<int> unitDocuments = [];
    private readonly List<int> unitSections = [];
    private readonly List<byte> unitFields = [];
    private readonly List<float> unitLengths = [];

    private LexicalIndexBuilder(ConceptLexicon concepts) => analyzer = new TextAnalyzer(concepts);

    /// <summary>The index of some documents.</summary>
    public static LexicalIndex Build(IReadOnlyList<CaseDocument> documents, ConceptLexicon concepts, CancellationToken cancellationToken)
    {
        var builder = new LexicalIndexBuilder(concepts);
        for (var i = 0; i < documents.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(documents[i], i);
        }

        return builder.Finish(documents.Count);
    }

    void ITermSink.Add(ReadOnlySpan<char> term, float weight)
    {
        var lookup = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(term, out var number))
        {
            number = terms.Count;
            lookup[term] = number;
            postings.Add([]);
        }

        unit[number] = unit.GetValueOrDefault(number) + weight;
    }

    private void Add(CaseDocument document, int number)
    {
        analyzer.Analyze(document.Title, document.Lang, this);
        if (document.Titles is { } titles)
        {
            analyzer.Analyze(titles.Zh, "zh", this);
            analyzer.Analyze(titles.Pl, "pl", this);
        }

        if (document.Source.Title != document.Title)
            analyzer.Analyze(document.Source.Title, LanguageDetector.DetectOrEnglish(document.Source.Title), this);
        Close(number, LexicalIndex.NoSection, Field.Title);
        foreach (var mark in document.Signatures.Concat(document.Environment))
            analyzer.Analyze(mark, "en", this);
        foreach (var cause in document.Causes)
        {
            analyzer.Analyze(cause, "en", this);
            ((ITermSink)this).Add($"{ConceptLexicon.Mark}cause:{cause}", 1);
        }

        Close(number, LexicalIndex.NoSection, Field.Marks);
        for (var i = 0; i < document.Sections.Count; i++)
        {
            var section = document.Sections[i];
            Analyze(analyzer, document, section, this);
            Close(number, i, Fields.Of(section));
        }
    }

    /// <summary>Gives the terms of one section.</summary>
    public static void Analyze(TextAnalyzer analyzer, CaseDocument document, CaseSection section, ITermSink sink)
    {
        if (document.Kind == DocumentKind.External)
            analyzer.Analyze(section.Title, section.Lang ?? document.Lang, sink);
        analyzer.Analyze(section.Text, section.Lang ?? document.Lang, sink);
    }

    private void Close(int document, int section, Field field)
    {
        var length = 0f;
        foreach (var (term, weight) in unit)
        {
            postings[term].Add((unitDocuments.Count, weight));
            length += weight;
        }

        unit.Clear();
        unitDocuments.Add(document);
        unitSections.Add(section);
        unitFields.Add((byte)field);
        unitLengths.Add(length);
    }

    private LexicalIndex Finish(int documents)
    {
        var sorted = terms.Select(t => (Bytes: Encoding.UTF8.GetBytes(t.Key), Number: t.Value)).ToArray();
        Array.Sort(sorted, (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        var termStarts = new int[sorted.Length + 1];
        var postingStarts = new int[sorted.Length + 1];
        var termDocuments = new int[sorted.Length];
        var units = new List<int>();
        var weights = new List<float>();
        for (var i = 0; i < sorted.Length; i++)
        {
            termStarts[i + 1] = termStarts[i] + sorted[i].Bytes.Length;
            var last = -1;
            foreach (var (at, weight) in postings[sorted[i].Number])
            {
                units.Add(at);
                weights.Add(weight);
                if (unitDocuments[at] != last)
                    termDocuments[i]++;
                last = unitDocuments[at];
            }

            postingStarts[i + 1] = units.Count;
        }

        var (lengths, averages, sectionAverage) = Lengths(documents);
        var telling = new TellingTerms(documents);
        for (var i = 0; i < sorted.Length; i++)
            telling.Add(i, termDocuments[i], postings[sorted[i].Number], unitDocuments, unitFields, lengths);
        return new LexicalIndex
        {
            Documents = documents,
            TermBytes = [.. sorted.SelectMany(t => t.Bytes)],
            TermStarts = termStarts,
            TermDocuments = termDocuments,
            PostingStarts = postingStarts,
            PostingUnits = [.. units],
            PostingWeights = [.. weights],
            UnitDocuments = [.. unitDocuments],
            UnitSections = [.. unitSections],
            UnitFields = [.. unitFields],
            UnitLengths = [.. unitLengths],
            FieldLengths = lengths,
            FieldAverages = averages,
            SectionAverage = sectionAverage,
            Telling = telling.Terms,
            TellingShares = telling.Shares,
        };
    }

    private (float[] Lengths, float[] Averages, float SectionAverage) Lengths(int documents)
    {
        var lengths = new float[documents * Fields.Count];
        var averages = new float[Fields.Count];
        var (sectionSum, sections) = (0f, 0);
        for (var i = 0; i < unitDocuments.Count; i++)
        {
            lengths[(unitDocuments[i] * Fields.Count) + unitFields[i]] += unitLengths[i];
            averages[unitFields[i]] += unitLengths[i] / documents;
            if (unitSections[i] != LexicalIndex.NoSection)
                (sectionSum, sections) = (sectionSum + unitLengths[i], sections + 1);
        }

        return (lengths, averages, sections == 0 ? 1 : sectionSum / sections);
    }
}
