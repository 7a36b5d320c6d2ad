using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Text;

/// <summary>
/// Finds the concepts that a text speaks of, whatever its language: the same concept found in a Polish question and in an English
/// case ties them. Words match by their stems, phrases in Chinese and Japanese as they stand.
/// </summary>
internal sealed class ConceptLexicon
{
    /// <summary>First character of a concept's term, which no word contains.</summary>
    public const char Mark = '§';

    private readonly Dictionary<string, ConceptTrie> tries = new(StringComparer.Ordinal);
    private readonly Dictionary<char, List<Phrase>> unspaced = [];

    private ConceptLexicon(IReadOnlyList<Concept> concepts) => Concepts = concepts;

    /// <summary>A lexicon without concepts.</summary>
    public static ConceptLexicon Empty { get; } = Of([]);

    /// <summary>What it was made of.</summary>
    public IReadOnlyList<Concept> Concepts { get; }

    /// <summary>The lexicon of some concepts.</summary>
    public static ConceptLexicon Of(IReadOnlyList<Concept> concepts)
    {
        var lexicon = new ConceptLexicon(concepts);
        foreach (var lang in WordStems.Languages)
            lexicon.tries[lang] = new ConceptTrie();
        foreach (var concept in concepts)
        {
            foreach (var word in concept.Words)
                lexicon.Add(word, Mark + concept.Id);
        }

        return lexicon;
    }

    /// <summary>Everything a corpus knows of words for things: its lexicon, its glossary, and the names of its causes.</summary>
    public static ConceptLexicon Of(Corpus corpus) => Of(
    [
        .. corpus.Lexicon,
        .. corpus.Glossary.Select(term => new Concept("term:" + term.Id, [.. term.Terms.Select(t => t.ToLowerInvariant())])),
        .. corpus.Playbooks.Values.OrderBy(p => p.Cause, StringComparer.Ordinal).Select(p => new Concept(
            "cause:" + p.Cause, [p.Name.En.ToLowerInvariant(), p.Name.Zh.ToLowerInvariant(), p.Name.Pl.ToLowerInvariant(), p.Cause])),
    ]);

    /// <summary>The trie for a language's stems; English for a language without rules.</summary>
    public ConceptTrie TrieFor(string lang) => tries.TryGetValue(lang, out var trie) ? trie : tries["en"];

    /// <summary>Gives the concepts of unspaced scripts whose phrase has its first such character at a position.</summary>
    public void FindUnspaced(ReadOnlySpan<char> text, int at, ITermSink sink)
    {
        if (!unspaced.TryGetValue(text[at], out var phrases))
            return;
        foreach (var phrase in phrases)
        {
            var start = at - phrase.Offset;
            if (start >= 0 && start + phrase.Words.Length <= text.Length
                && text.Slice(start, phrase.Words.Length).Equals(phrase.Words, StringComparison.OrdinalIgnoreCase))
                sink.Add(phrase.Term, 1);
        }
    }

    private void Add(string words, string term)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Script.IsUnspaced(words[i]))
                continue;
            if (!unspaced.TryGetValue(words[i], out var phrases))
                unspaced[words[i]] = phrases = [];
            phrases.Add(new Phrase(words, i, term));
            return;
        }

        foreach (var lang in WordStems.Languages)
            tries[lang].Add(words, lang, term);
    }

    private sealed record Phrase(string Words, int Offset, string Term);
}
