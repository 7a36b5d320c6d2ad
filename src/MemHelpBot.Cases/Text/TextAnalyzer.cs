namespace MemHelpBot.Cases.Text;

/// <summary>
/// Turns a text into terms. Words give their stems, stop words nothing; identifiers (<c>vm.overcommit_memory</c>, <c>nbnxn_grid.cpp</c>,
/// <c>0x3000d0</c>, <c>severe (41)</c>) stay whole beside their parts; Chinese, Japanese and Korean give pairs of characters and,
/// lightly, single ones; concepts give their mark. Not safe for use by several threads at once.
/// </summary>
internal sealed class TextAnalyzer(ConceptLexicon concepts)
{
    private const float WholeIdentifier = 0.7f;
    private const float PartOfIdentifier = 1f;
    private const float SingleCharacter = 0.25f;
    private readonly char[] folded = new char[WordStems.Longest];
    private readonly char[] stemmed = new char[WordStems.Longest + 1];
    private readonly PhraseWalk english = new();
    private readonly PhraseWalk other = new();

    /// <summary>Gives all terms of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lang">Its language; Latin words are stemmed by it and by English.</param>
    /// <param name="sink">Takes the terms.</param>
    public void Analyze(ReadOnlySpan<char> text, string lang, ITermSink sink)
    {
        english.Start(concepts.TrieFor("en"));
        other.Start(concepts.TrieFor(lang));
        var hasOwnStems = lang is "pl" or "de" or "ru";
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (Script.IsUnspaced(c))
            {
                AddUnspaced(text, i, sink);
                i++;
            }
            else if (IsWordCharacter(c))
            {
                var end = TokenEnd(text, i);
                AddToken(text, i, end, hasOwnStems ? lang : null, sink);
                i = end;
            }
            else
            {
                i++;
            }
        }
    }

    private void AddUnspaced(ReadOnlySpan<char> text, int at, ITermSink sink)
    {
        sink.Add(text.Slice(at, 1), SingleCharacter);
        if (at + 1 < text.Length && Script.IsUnspaced(text[at + 1]) && !StopWords.ContainsPair(text.Slice(at, 2)))
            sink.Add(text.Slice(at, 2), 1);
        concepts.FindUnspaced(text, at, sink);
    }

    private void AddToken(ReadOnlySpan<char> text, int start, int end, string? ownLanguage, ITermSink sink)
    {
        var token = text[start..end];
        var parts = 0;
        for (var at = 0; at < token.Length;)
        {
            if (!char.IsLetterOrDigit(token[at]))
            {
                at++;
                continue;
            }

            var partEnd = PartEnd(token, at);
            var whole = at == 0 && partEnd == token.Length;
            AddWord(token[at..partEnd], whole ? 1 : PartOfIdentifier, ownLanguage, sink);
            parts++;
            at = partEnd;
        }

        if (parts > 1 && token.Length <= WordStems.Longest)
        {
            var all = Folding.Fold(token, folded);
            sink.Add(all, WholeIdentifier);
            english.Single(all, sink);
        }

        AddNumbered(text, token, end, sink);
    }

    /// <summary>Errors are told apart by a number in parentheses: <c>severe (41)</c>, <c>exit(137)</c>.</summary>
    private void AddNumbered(ReadOnlySpan<char> text, ReadOnlySpan<char> token, int end, ITermSink sink)
    {
        var open = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (open >= text.Length || text[open] != '(')
            return;
        var close = open + 1;
        while (close < text.Length && char.IsAsciiDigit(text[close]) && close - open <= 10)
            close++;
        if (close == open + 1 || close >= text.Length || text[close] != ')' || token.Length + close + 1 - open > WordStems.Longest)
            return;
        var word = Folding.Fold(token, folded);
        text[open..(close + 1)].CopyTo(folded.AsSpan(word.Length));
        sink.Add(folded.AsSpan(0, word.Length + close + 1 - open), WholeIdentifier);
    }

    private void AddWord(ReadOnlySpan<char> part, float weight, string? ownLanguage, ITermSink sink)
    {
        if (part.Length > WordStems.Longest)
            return;
        var word = Folding.Fold(part, folded);
        var stem = WordStems.Stem(word, "en", stemmed);
        english.Step(stem, sink);
        var stop = StopWords.Contains(word, ownLanguage ?? "en");
        if (!stop)
            sink.Add(stem, weight);
        if (ownLanguage is null)
            return;
        var englishLength = stem.Length;
        var own = WordStems.Stem(word, ownLanguage, stemmed);
        other.Step(own, sink);
        if (!stop && own.Length != englishLength)
            sink.Add(own, weight);
    }

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) && !Script.IsUnspaced(c);

    /// <summary>End of the token that starts here: letters and digits, joined by single <c>_ . - / : +</c> inside.</summary>
    private static int TokenEnd(ReadOnlySpan<char> text, int start)
    {
        var i = start + 1;
        while (i < text.Length)
        {
            if (IsWordCharacter(text[i]) || text[i] == '_')
                i++;
            else if (text[i] is '.' or '-' or '/' or ':' && i + 1 < text.Length && IsWordCharacter(text[i + 1]) && IsWordCharacter(text[i - 1]))
                i++;
            else
                break;
        }

        return i;
    }

    /// <summary>End of the part that starts here: at a joiner, or where lower case goes over to upper case (<c>CommitLimit</c>).</summary>
    private static int PartEnd(ReadOnlySpan<char> token, int start)
    {
        var i = start + 1;
        while (i < token.Length && char.IsLetterOrDigit(token[i]) && !(char.IsUpper(token[i]) && char.IsLower(token[i - 1])))
            i++;
        return i;
    }
}
